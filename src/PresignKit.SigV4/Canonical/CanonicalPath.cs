namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical URI. The path is encoded once and never normalized: <c>a//b</c>, <c>./a</c>, and <c>a/..</c> are different keys.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1, the note on normalization.</remarks>
internal static class CanonicalPath
{
    /// <summary>Appends the path of a target after the encoded path of its bucket.</summary>
    internal static void Append(Utf8Buffer buffer, ReadOnlySpan<byte> bucketPath, PresignTarget target)
    {
        buffer.Append(bucketPath);
        if (target.Kind != PresignTargetKind.Bucket || bucketPath.IsEmpty)
        {
            buffer.Append((byte)'/');
        }

        if (target.Key is { } key)
        {
            UriEncoding.AppendKey(buffer, key);
        }
    }

    /// <summary>Appends a decoded absolute path: a received one, or one to sign in an Authorization header.</summary>
    internal static void Append(Utf8Buffer buffer, ReadOnlySpan<char> decodedPath) => UriEncoding.AppendKey(buffer, decodedPath);
}
