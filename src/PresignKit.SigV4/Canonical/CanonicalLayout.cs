using System.Runtime.CompilerServices;
using System.Text;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// The canonical request of a presigned URL for one bucket: method, path, query, headers, signed headers, and payload, in this order.
/// Immutable.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".</remarks>
internal sealed class CanonicalLayout
{
    private readonly HostHeader _host;
    private readonly byte[] _origin;
    private readonly byte[] _bucketPath;

    internal CanonicalLayout(BucketEndpoint endpoint)
    {
        _host = new HostHeader(endpoint.Host);
        _origin = Encoding.ASCII.GetBytes(endpoint.Origin);
        _bucketPath = Encoding.ASCII.GetBytes(endpoint.BucketPath);
    }

    /// <summary>What precedes the signed path in a URL: scheme, host, and a path prefix that a proxy removes.</summary>
    internal ReadOnlySpan<byte> Origin => _origin;

    /// <summary>Appends the canonical request for <paramref name="target"/>; the target of the request itself is ignored.</summary>
    [SkipLocalsInit]
    internal CanonicalPlaces Append(Utf8Buffer buffer, SignatureParameters signature, in PresignRequest request, PresignTarget target)
    {
        var headers = new SignedHeaders(request.Headers, _host, request.Headers.Length < SignedHeaders.UsualCount
            ? stackalloc int[SignedHeaders.UsualCount]
            : new int[request.Headers.Length + 1]);

        buffer.AppendAscii(request.Method);
        buffer.Append((byte)'\n');

        var pathStart = buffer.Length;
        CanonicalPath.Append(buffer, _bucketPath, target);
        var pathEnd = buffer.Length;
        buffer.Append((byte)'\n');

        CanonicalQuery.AppendPresigned(buffer, signature, request.Lifetime.Ticks / TimeSpan.TicksPerSecond, headers, request.Query);
        var queryEnd = buffer.Length;
        buffer.Append((byte)'\n');

        // The headers, an empty line, and the signed names.
        headers.AppendLines(buffer);
        buffer.AppendAscii(request.PayloadHash ?? PayloadHash.Unsigned);
        return new CanonicalPlaces(pathStart, pathEnd, queryEnd);
    }
}
