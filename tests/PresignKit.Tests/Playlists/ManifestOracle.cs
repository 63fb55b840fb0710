using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace PresignKit.Tests.Playlists;

/// <summary>
/// Judges what becomes of an MPD: it is refused with a code, or the output is XML, and every signed URL in it is that of media in the folder. Whether a player reads
/// the same from it is for the tests of manifests, which know what they have put in.
/// </summary>
/// <param name="playlists">Signs.</param>
internal sealed partial class ManifestOracle(FuzzedPlaylists playlists)
{
    /// <summary>Signs an input, and judges the output.</summary>
    /// <returns>The code of the refusal; null: it was signed.</returns>
    /// <exception cref="InvalidOperationException">The output is wrong.</exception>
    public string? Check(byte[] input)
    {
        var (output, signed, keys, refused) = playlists.Sign(input, FuzzedPlaylists.ManifestGrant);
        var repeated = playlists.Sign(input, FuzzedPlaylists.ManifestGrant);
        Require(
            output.AsSpan().SequenceEqual(repeated.Output) && keys.SequenceEqual(repeated.Keys) && refused?.Code == repeated.Refused?.Code
                && refused?.Line == repeated.Refused?.Line,
            "The same input has two results.");
        if (refused is not null)
        {
            Require(output.Length == 0 && keys.Length == 0, "An MPD is refused, but something was written or signed.");
            return refused.Code;
        }

        foreach (var key in keys)
        {
            var name = key[FuzzedPlaylists.Folder.Length..];
            Require(
                key.StartsWith(FuzzedPlaylists.Folder, StringComparison.Ordinal) && MediaName().IsMatch(name) && !name.Contains('\\', StringComparison.Ordinal)
                    && name.Split('/').All(part => part is not ("" or "." or "..")),
                "Something other than media in the folder is signed.");
        }

        var (before, after) = (Parse(input), Parse(output));
        Require(signed!.SignedUris == keys.Length, "The count is wrong.");
        var urls = Texts(after).Where(text => text.StartsWith(FuzzedPlaylists.StoreOrigin, StringComparison.Ordinal)).ToList();
        Require(
            urls.Order(StringComparer.Ordinal).SequenceEqual(keys.Select(FuzzedPlaylists.UrlOf).Order(StringComparer.Ordinal)),
            "The output has other signed URLs than those that were signed.");
        Require(Protection(before).SequenceEqual(Protection(after)), "The elements of encryption have changed.");
        return null;
    }

    private static XDocument Parse(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    private static IEnumerable<string> Texts(XDocument document) =>
        document.Descendants().SelectMany(element => element.Attributes().Select(attribute => attribute.Value)
            .Concat(element.HasElements ? [] : [element.Value.Trim()]));

    private static IEnumerable<string> Protection(XDocument document) =>
        document.Descendants().Where(element => element.Name.LocalName == "ContentProtection")
            .Select(element => element.ToString(SaveOptions.DisableFormatting));

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    [GeneratedRegex(@"\.(ts|m4s|mp4|m4v|m4a|cmfv|cmfa|cmft|aac|ac3|ec3|mp3|vtt|webvtt|json)\z", RegexOptions.IgnoreCase)]
    private static partial Regex MediaName();
}
