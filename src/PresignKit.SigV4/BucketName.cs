using System.Buffers;

namespace PresignKit.SigV4;

/// <summary>
/// Which bucket names can be put into an address unchanged. Stores have narrower rules of their own; these only make sure
/// that a name is one path segment, or one DNS name, and means the same to every reader.
/// </summary>
internal static class BucketName
{
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    private static readonly SearchValues<char> DnsCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>A dot segment would be folded away by the client, and with it the bucket.</summary>
    internal static bool IsUsable(string bucket) =>
        bucket.Length is > 0 and <= 255 && !bucket.AsSpan().ContainsAnyExcept(PathCharacters) && bucket is not ("." or "..");

    internal static bool IsDnsName(string bucket) =>
        bucket.Length <= 63
        && !bucket.AsSpan().ContainsAnyExcept(DnsCharacters)
        && char.IsAsciiLetterOrDigit(bucket[0])
        && char.IsAsciiLetterOrDigit(bucket[^1])
        && !bucket.Contains("..", StringComparison.Ordinal);
}
