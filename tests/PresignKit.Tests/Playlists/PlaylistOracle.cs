using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PresignKit.Tests.Playlists;

/// <summary>
/// Judges what becomes of any input, without the code that it judges: it compares input and output line by line, and resolves addresses on its own. An address
/// may only be replaced with what it stands for, and everything else must be as it was.
/// </summary>
/// <param name="playlists">Signs.</param>
/// <param name="origins">Origins and schemes that are allowed in addition to those of the grant.</param>
internal sealed partial class PlaylistOracle(FuzzedPlaylists playlists, params string[] origins)
{
    private static readonly HashSet<string> Codes =
    [
        .. typeof(PlaylistErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Where(code => code != PlaylistErrorCodes.PlaylistRootNotAllowed),
    ];

    /// <summary>What an address in an attribute is: (m)edia, (p)laylist, (a)sset, (k)ey.</summary>
    private static readonly Dictionary<string, char> Attributes = new()
    {
        ["#EXT-X-PART/URI"] = 'm', ["#EXT-X-KEY/URI"] = 'k', ["#EXT-X-MAP/URI"] = 'm', ["#EXT-X-PRELOAD-HINT/URI"] = 'm',
        ["#EXT-X-RENDITION-REPORT/URI"] = 'p', ["#EXT-X-DATERANGE/X-ASSET-URI"] = 'a', ["#EXT-X-DATERANGE/X-ASSET-LIST"] = 'm',
        ["#EXT-X-MEDIA/URI"] = 'p', ["#EXT-X-I-FRAME-STREAM-INF/URI"] = 'p', ["#EXT-X-SESSION-DATA/URI"] = 'm', ["#EXT-X-SESSION-KEY/URI"] = 'k',
        ["#EXT-X-CONTENT-STEERING/SERVER-URI"] = 'm',
    };

    private static readonly string[] Tags = [.. Attributes.Keys.Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)]).Distinct()];

    private readonly PlaylistGrant _grant = FuzzedPlaylists.Grant with { AllowedOrigins = [.. FuzzedPlaylists.Grant.AllowedOrigins, .. origins] };

    private readonly Dictionary<string, string> _variables = [];
    private readonly HashSet<string> _namedAsKey = [];
    private readonly Queue<string> _signed = new();
    private int _replaced;
    private int _left;

    /// <summary>Signs an input, and judges the output.</summary>
    /// <returns>The code of the refusal; null: it was signed.</returns>
    /// <exception cref="InvalidOperationException">The output is wrong.</exception>
    public string? Check(byte[] input) => Check(input, out _);

    /// <summary>Signs an input, judges the output, and returns it.</summary>
    public string? Check(byte[] input, out byte[] output)
    {
        (output, var signed, var keys, var refused) = playlists.Sign(input, _grant);
        var repeated = playlists.Sign(input, _grant);
        Require(
            output.AsSpan().SequenceEqual(repeated.Output) && keys.SequenceEqual(repeated.Keys) && signed == AsOf(signed?.ExpiresAt, repeated.Signed)
                && refused?.Code == repeated.Refused?.Code && refused?.Line == repeated.Refused?.Line,
            "The same input has two results.");
        if (refused is not null)
        {
            Require(Codes.Contains(refused.Code), $"The code {refused.Code} is not known.");
            Require(output.Length == 0 && keys.Length == 0, "A playlist is refused, but something was written or signed.");
            Require(refused.Line is null || (refused.Line >= 1 && refused.Line <= input.AsSpan().Count((byte)'\n') + 1), "There is no such line.");
            return refused.Code;
        }

        Compare(Encoding.Latin1.GetString(input), Encoding.Latin1.GetString(output), keys);
        Require(signed!.SignedUris == keys.Length && signed.SignedUris + signed.ChildPlaylists + signed.Keys == _replaced, "The counts are wrong.");
        Require(signed.AllowedUris == _left, "The count of allowed addresses is wrong.");

        // What is signed once must pass a second time as it is.
        var again = _grant with
        {
            AllowedOrigins = [.. _grant.AllowedOrigins, FuzzedPlaylists.StoreOrigin, FuzzedPlaylists.ApplicationOrigin], MaximumSize = 64 * 1024 * 1024,
        };
        var (second, unsigned, none, refusal) = playlists.Sign(output, again);
        Require(refusal is null, $"The output is refused: {refusal?.Message}");
        Require(second.AsSpan().SequenceEqual(output) && none.Length == 0, "The output is not left as it is when it is read again.");
        Require(unsigned!.AllowedUris == _replaced + _left && unsigned.UnknownTags == signed.UnknownTags, "The output has other addresses or tags.");
        return null;
    }

    private void Compare(string input, string output, string[] keys)
    {
        _variables.Clear();
        _namedAsKey.Clear();
        _signed.Clear();
        (_replaced, _left) = (0, 0);
        Array.ForEach(keys, _signed.Enqueue);
        var (before, after) = (input.Split('\n'), output.Split('\n'));
        Require(before.Length == after.Length, "The number of lines has changed.");
        Require(before[0] == after[0], "The first line has changed.");
        var isChildNext = false;
        for (var i = 1; i < before.Length; i++)
        {
            var (line, written) = (before[i], after[i]);
            if (i < before.Length - 1 && line.EndsWith('\r'))
            {
                Require(written.EndsWith('\r'), "The end of a line has changed.");
                (line, written) = (line[..^1], written[..^1]);
            }

            if (line.Trim(' ', '\t').Length == 0)
            {
                Require(line == written, "A blank line has changed.");
            }
            else if (line[0] == '#')
            {
                CompareTag(line, written);
                isChildNext |= line.Split(':')[0] == "#EXT-X-STREAM-INF";
            }
            else
            {
                CompareAddress(line, written, isChildNext ? 'p' : 'm');
                isChildNext = false;
            }
        }

        Require(_signed.Count == 0, "More was signed than the playlist names.");
        Require(!keys.Any(_namedAsKey.Contains), "An object that is named as a key is signed.");
    }

    private void CompareTag(string line, string written)
    {
        var tag = line.Split(':')[0];
        if (!Tags.Contains(tag))
        {
            Require(line == written, "A tag without addresses has changed.");
            Define(tag, line);
            return;
        }

        // Outside of quotes, then within them, and so on.
        var (before, after) = (line[tag.Length..].TrimStart(':').Split('"'), written[tag.Length..].TrimStart(':').Split('"'));
        Require(written.StartsWith(tag, StringComparison.Ordinal) && before.Length == after.Length && before.Length % 2 == 1, "The attributes have changed.");
        for (var i = 0; i < before.Length; i++)
        {
            if (i % 2 == 1 && Attributes.TryGetValue(tag + "/" + NameBefore(before[i - 1]), out var kind))
            {
                CompareAddress(before[i], after[i], kind);
            }
            else
            {
                Require(before[i] == after[i], "An attribute without an address has changed.");
                Require(
                    i % 2 == 1 || !before[i].Split(',').SkipLast(i == before.Length - 1 ? 0 : 1).Any(
                        attribute => Attributes.ContainsKey(tag + "/" + attribute.Split('=')[0].Trim(' ', '\t'))),
                    "An address without quotes is left.");
            }
        }
    }

    private void CompareAddress(string address, string written, char kind)
    {
        var expanded = Reference().Replace(address, match => _variables[match.Groups[1].Value]);
        if (_grant.AllowedOrigins.Any(origin => IsOf(expanded, origin)))
        {
            Require(address == written, "An allowed address has changed.");
            _left++;
            return;
        }

        _replaced++;
        expanded = expanded.StartsWith("./", StringComparison.Ordinal) ? expanded[2..] : expanded;
        Require(!RefusedForm().IsMatch(expanded), "An address with a query, a fragment, a backslash, or an encoded slash is not refused.");
        var name = Decode(expanded);
        var key = FuzzedPlaylists.Folder + name;
        Require(
            !name.Any(char.IsControl) && name.Split('/').All(part => part is not ("" or "." or "..")),
            "An address that leaves the folder, or names nothing, is not refused.");
        var isPlaylist = PlaylistName().IsMatch(name);
        var path = FuzzedPlaylists.Encode(key[FuzzedPlaylists.Root.Length..]);
        if (kind == 'k')
        {
            _namedAsKey.Add(key);
            Require(written == FuzzedPlaylists.ApplicationOrigin + "/keys/" + path, "The address of a key is wrong.");
        }
        else if (kind == 'p' || (kind == 'a' && isPlaylist))
        {
            Require(isPlaylist, "A playlist has another extension.");
            Require(written == FuzzedPlaylists.ApplicationOrigin + "/playlists/" + path, "The address of a playlist is wrong.");
        }
        else
        {
            Require(MediaName().IsMatch(name), "Something other than media is signed.");
            Require(_signed.TryDequeue(out var signed) && signed == key, "Another object is signed than the one that is named.");
            Require(written == FuzzedPlaylists.UrlOf(key), "The URL is wrong.");
        }
    }

    private void Define(string tag, string line)
    {
        if (tag == "#EXT-X-DEFINE")
        {
            var pieces = line[tag.Length..].TrimStart(':').Split('"');
            var values = Enumerable.Range(0, pieces.Length / 2).ToLookup(i => NameBefore(pieces[2 * i]), i => pieces[(2 * i) + 1]);
            var name = values["NAME"].Concat(values["IMPORT"]).Concat(values["QUERYPARAM"]).Single();
            Require(_variables.TryAdd(name, values["VALUE"].SingleOrDefault() ?? FuzzedPlaylists.Grant.Variables[name]), "A variable is defined twice.");
        }
    }

    // Time passes between two results.
    private static SignedPlaylist? AsOf(DateTimeOffset? expiresAt, SignedPlaylist? signed) => signed is null ? null : signed with { ExpiresAt = expiresAt };

    private static bool IsOf(string address, string origin) =>
        address.StartsWith(origin, StringComparison.Ordinal) && (origin.EndsWith(':') || address[origin.Length..] is "" or ['/' or '?', ..]);

    private static string NameBefore(string text) => text.Split(',')[^1].Trim(' ', '\t').TrimEnd('=');

    private static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            bytes.Add(text[i] == '%' ? byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : (byte)text[i]);
            i += text[i] == '%' ? 2 : 0;
        }

        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString([.. bytes]);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    [GeneratedRegex(@"\{\$([A-Za-z0-9_-]+)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"[?#\\]|%2f|%5c|\A[^/]*:|\A/", RegexOptions.IgnoreCase)]
    private static partial Regex RefusedForm();

    [GeneratedRegex(@"\.m3u8?\z", RegexOptions.IgnoreCase)]
    private static partial Regex PlaylistName();

    [GeneratedRegex(@"\.(ts|m4s|mp4|m4v|m4a|cmfv|cmfa|cmft|aac|ac3|ec3|mp3|vtt|webvtt|json)\z", RegexOptions.IgnoreCase)]
    private static partial Regex MediaName();
}
