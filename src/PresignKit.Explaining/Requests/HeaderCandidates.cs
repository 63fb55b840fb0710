using System.Globalization;

namespace PresignKit.Explaining.Requests;

/// <summary>Values that a header may have been signed with.</summary>
internal static class HeaderCandidates
{
    private static readonly string[] Types =
    [
        "application/octet-stream", "binary/octet-stream", "video/mp4", "video/webm", "video/quicktime", "audio/mpeg", "audio/mp4", "audio/wav",
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/svg+xml", "application/pdf", "application/zip", "application/json",
        "application/xml", "text/plain", "text/html", "text/csv", "text/xml", "application/x-www-form-urlencoded", "multipart/form-data", "",
    ];

    private static readonly string[] Charsets = ["; charset=utf-8", ";charset=utf-8", "; charset=UTF-8", ";charset=UTF-8", "; charset=ISO-8859-1"];

    /// <summary>Common values of a header.</summary>
    public static IEnumerable<string> Usual(RefusedRequest refused, string name) => name switch
    {
        "content-type" => Types,
        "if-none-match" => ["*"],
        "x-amz-acl" => ["private", "public-read", "bucket-owner-full-control"],
        "x-amz-server-side-encryption" => ["AES256", "aws:kms"],
        "x-amz-storage-class" => ["STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "REDUCED_REDUNDANCY"],
        "x-amz-content-sha256" => ["UNSIGNED-PAYLOAD", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
        "content-length" when refused.BodySize is { } size => [size.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };

    /// <summary>Values that a header may have been signed with, given the value that was sent.</summary>
    public static IEnumerable<string> Near(RefusedRequest refused, string name, string sent)
    {
        if (refused.IssuedHeader(name) is { } issued)
        {
            yield return issued;
        }

        if (refused.Error.Canonical?.Header(name) is { } received)
        {
            yield return received;
        }

        foreach (var value in name switch
        {
            "content-type" => NearType(sent),
            "content-length" => NearLength(refused, sent),
            _ => [],
        })
        {
            yield return value;
        }

        foreach (var value in (string[])[.. Usual(refused, name), "", sent.Trim('"'), $"\"{sent}\"", sent.ToLowerInvariant(), sent.ToUpperInvariant()])
        {
            yield return value;
        }
    }

    private static IEnumerable<string> NearType(string sent)
    {
        var bare = sent.Split(';')[0].Trim();
        yield return bare;
        foreach (var type in Types.Append(bare))
        {
            foreach (var charset in Charsets)
            {
                yield return type + charset;
            }
        }
    }

    // The size of a truncated, padded, or re-encoded body is close to the signed one; Base64 text is a third longer than its bytes.
    private static IEnumerable<string> NearLength(RefusedRequest refused, string sent)
    {
        if (!long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            size = refused.BodySize ?? 0;
        }

        var sizes = new List<long> { 0, size * 3 / 4, (size + 2) / 3 * 4 };
        for (var distance = 1; distance <= 2048; distance++)
        {
            sizes.AddRange([size - distance, size + distance]);
        }

        for (var small = 1; small <= 512; small++)
        {
            sizes.Add(small);
        }

        return sizes.Where(one => one >= 0).Distinct().Select(one => one.ToString(CultureInfo.InvariantCulture));
    }
}
