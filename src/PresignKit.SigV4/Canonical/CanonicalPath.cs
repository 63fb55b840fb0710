namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical URI. The path is encoded once and never normalised: <c>a//b</c>, <c>./a</c> and <c>a/..</c> are keys of their own.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1, the note on normalising.</remarks>
internal static class CanonicalPath
{
    /// <summary>Appends the path of a target under a bucket's encoded path.</summary>
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

    /// <summary>Appends a decoded absolute path: one received, or one to be signed in an Authorization header.</summary>
    internal static void Append(Utf8Buffer buffer, ReadOnlySpan<char> decodedPath) => UriEncoding.AppendKey(buffer, decodedPath);
}
