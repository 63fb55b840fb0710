namespace PresignKit.SigV4;

/// <summary>
/// The address of one bucket: scheme, host, and path, resolved once. It is signed and written into the URL byte for byte, in a form
/// that neither <see cref="Uri"/> nor a browser rewrites. Immutable.
/// </summary>
public sealed class BucketEndpoint
{
    private BucketEndpoint(string scheme, string host, string unsignedPath, string bucketPath, string bucket, BucketAddressing addressing)
    {
        UnsignedPath = unsignedPath;
        Scheme = scheme;
        Host = host;
        BucketPath = bucketPath;
        Bucket = bucket;
        Addressing = addressing;
    }

    /// <summary><c>https</c> or <c>http</c>.</summary>
    public string Scheme { get; }

    /// <summary>
    /// The host as it is signed and as clients send it: lowercase, prefixed with the bucket name in virtual-host style, IPv6 addresses in
    /// brackets, with the port unless it is the scheme's default.
    /// </summary>
    public string Host { get; }

    /// <summary>The name of the bucket.</summary>
    public string Bucket { get; }

    /// <summary>Where the bucket name is placed.</summary>
    public BucketAddressing Addressing { get; }

    /// <summary>The URL of the bucket itself, to which POST forms are sent: <c>https://host/bucket</c> or <c>https://bucket.host/</c>.</summary>
    public string Url => $"{Origin}{(BucketPath.Length == 0 ? "/" : BucketPath)}";

    /// <summary>Whether a proxy removes the path prefix of the endpoint.</summary>
    /// <value><see cref="PathPrefixRule.PassedOn"/> if the endpoint has no path prefix.</value>
    public PathPrefixRule PathPrefix => UnsignedPath.Length > 0 ? PathPrefixRule.RemovedByProxy : PathPrefixRule.PassedOn;

    /// <summary>The start of every URL, up to the signed part of its path.</summary>
    internal string Origin => $"{Scheme}://{Host}{UnsignedPath}";

    /// <summary>The encoded path of the bucket without a trailing slash: <c>/prefix/bucket</c>, or empty.</summary>
    internal string BucketPath { get; }

    private string UnsignedPath { get; }

    /// <summary>Resolves the address of a bucket.</summary>
    /// <param name="endpoint">
    /// The store's address without the bucket: <c>https://s3.eu-central-1.amazonaws.com</c>, <c>http://localhost:9000</c>,
    /// <c>https://gateway.example.com/s3</c>. A path prefix is signed, too, so a proxy must not remove it.
    /// </param>
    /// <param name="bucket">The bucket name: letters, digits, dots, hyphens, and underscores; in virtual-host style, a lowercase DNS name.</param>
    /// <param name="addressing">Where the bucket name is placed.</param>
    /// <returns>The resolved address.</returns>
    /// <exception cref="ArgumentException">The endpoint or the bucket name is invalid; the message states which part.</exception>
    public static BucketEndpoint Create(string endpoint, string bucket, BucketAddressing addressing) =>
        Create(endpoint, bucket, addressing, PathPrefixRule.PassedOn);

    /// <summary>Resolves the address of a bucket behind a proxy that may remove the path prefix.</summary>
    /// <param name="endpoint">The address without the bucket, as browsers reach it: <c>https://www.example.com/storage</c>.</param>
    /// <param name="bucket">The bucket name: letters, digits, dots, hyphens, and underscores; in virtual-host style, a lowercase DNS name.</param>
    /// <param name="addressing">Where the bucket name is placed.</param>
    /// <param name="pathPrefix">Whether a proxy removes the path of the endpoint.</param>
    /// <returns>The resolved address.</returns>
    /// <exception cref="ArgumentException">The endpoint or the bucket name is invalid; the message states which part.</exception>
    public static BucketEndpoint Create(string endpoint, string bucket, BucketAddressing addressing, PathPrefixRule pathPrefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(bucket);

        var address = EndpointAddress.Parse(endpoint, nameof(endpoint));
        if (!Enum.IsDefined(pathPrefix))
        {
            throw new ArgumentOutOfRangeException(nameof(pathPrefix), pathPrefix, $"'{pathPrefix}' is not a valid PathPrefixRule.");
        }

        var (removed, signed) = pathPrefix == PathPrefixRule.RemovedByProxy ? (address.PathPrefix, "") : ("", address.PathPrefix);
        if (!BucketName.IsUsable(bucket))
        {
            throw new ArgumentException($"'{bucket}' is not a valid bucket name. Use up to 255 letters, digits, '.', '-', and '_'.", nameof(bucket));
        }

        switch (addressing)
        {
            case BucketAddressing.Path:
                return new BucketEndpoint(address.Scheme, address.HostAndPort, removed, $"{signed}/{bucket}", bucket, addressing);

            case BucketAddressing.VirtualHost when address.IsIpAddress:
                throw new ArgumentException(
                    $"'{address.HostAndPort}' is an IP address, which cannot be prefixed with a bucket name. Use path addressing.",
                    nameof(endpoint));

            case BucketAddressing.VirtualHost when !BucketName.IsDnsName(bucket):
                throw new ArgumentException(
                    $"'{bucket}' cannot be part of a host name, which consists of at most 63 lowercase letters, digits, '-', and single dots. "
                    + "Use path addressing.",
                    nameof(bucket));

            case BucketAddressing.VirtualHost:
                return new BucketEndpoint(address.Scheme, $"{bucket}.{address.HostAndPort}", removed, signed, bucket, addressing);

            default:
                throw new ArgumentOutOfRangeException(nameof(addressing), addressing, $"'{addressing}' is not a valid BucketAddressing.");
        }
    }

    /// <summary>Returns the URL of the bucket.</summary>
    /// <returns>The same as <see cref="Url"/>.</returns>
    public override string ToString() => Url;
}
