namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical request. Six parts, one on each line: method, path, query, headers (one line each, then an empty one), names of the
/// signed headers, payload hash. For header authentication and verification; <see cref="CanonicalLayout"/> writes that of a presigned URL.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1.</remarks>
internal static class CanonicalRequest
{
    /// <summary>Appends a whole canonical request for a decoded path.</summary>
    internal static void Append(
        Utf8Buffer buffer,
        string method,
        string decodedPath,
        ReadOnlySpan<NameValue> query,
        ReadOnlySpan<string> signedNames,
        ReadOnlySpan<NameValue> headers,
        string payloadHash)
    {
        buffer.AppendAscii(method);
        buffer.Append((byte)'\n');
        CanonicalPath.Append(buffer, decodedPath);
        buffer.Append((byte)'\n');
        CanonicalQuery.Append(buffer, query);
        buffer.Append((byte)'\n');
        CanonicalHeaders.Append(buffer, signedNames, headers);
        buffer.Append((byte)'\n');
        AppendJoined(buffer, signedNames);
        buffer.Append((byte)'\n');
        buffer.AppendAscii(payloadHash);
    }

    private static void AppendJoined(Utf8Buffer buffer, ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                buffer.Append((byte)';');
            }

            buffer.AppendAscii(names[i]);
        }
    }
}
