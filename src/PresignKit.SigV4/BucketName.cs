using System.Buffers;

namespace PresignKit.SigV4;

/// <summary>
/// Checks whether a bucket name can be part of a URL unchanged. Stores have stricter rules of their own; these rules only ensure that a
/// name is one path segment, or one DNS name, and that every client reads it the same way.
/// </summary>
internal static class BucketName
{
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    private static readonly SearchValues<char> DnsCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Whether the name can be a path segment. Clients would remove a dot segment, and with it the bucket.</summary>
    internal static bool IsUsable(string bucket) =>
        bucket.Length is > 0 and <= 255 && !bucket.AsSpan().ContainsAnyExcept(PathCharacters) && bucket is not ("." or "..");

    internal static bool IsDnsName(string bucket) =>
        bucket.Length <= 63
        && !bucket.AsSpan().ContainsAnyExcept(DnsCharacters)
        && char.IsAsciiLetterOrDigit(bucket[0])
        && char.IsAsciiLetterOrDigit(bucket[^1])
        && !bucket.Contains("..", StringComparison.Ordinal);
}
