using System.Net;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>Object tags: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html.</summary>
internal static class TagSet
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private const int MaxTags = 10;
    private const int MaxKey = 128;
    private const int MaxValue = 256;

    // So that a few tags too many are an invalid tag.
    private const int MaxElements = 2 + MaxTags * 3 * 5;

    /// <summary>Parses <c>x-amz-tagging</c>, which has the format of a query string.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string query)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var key = WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]);
            Add(tags, key, value);
        }

        return tags;
    }

    /// <summary>Parses a form's <c>tagging</c> field, which contains the document of PutObjectTagging.</summary>
    public static IReadOnlyDictionary<string, string> ParseXml(string document)
    {
        var tagging = XmlBody.Parse(document, "Tagging", MaxElements, CancellationToken.None);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tagging.Children("TagSet").SelectMany(set => set.Children("Tag")))
        {
            Add(tags, tag.Text("Key") ?? "", tag.Text("Value") ?? "");
        }

        return tags;
    }

    private static void Add(Dictionary<string, string> tags, string key, string value)
    {
        var fits = key.Length is > 0 and <= MaxKey && value.Length <= MaxValue && key.All(IsAllowed) && value.All(IsAllowed);
        if (!fits || !tags.TryAdd(key, value) || tags.Count > MaxTags)
        {
            throw new S3Exception(S3Errors.InvalidTag());
        }
    }

    /// <summary>Letters, digits, and white space of every script, and a few signs. Surrogates stand for letters outside the basic plane.</summary>
    private static bool IsAllowed(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsNumber(letter) || char.IsSeparator(letter) || char.IsSurrogate(letter)
        || "_.:/=+-@".Contains(letter, StringComparison.Ordinal);
}
