namespace PresignKit.SigV4;

/// <summary>
/// Where one bucket is reached: scheme, host and path, resolved once. What it says is byte for byte what is signed and
/// what stands in the URL, so nothing later (no <see cref="Uri"/>, no browser) has a reason to rewrite it. Immutable.
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
    /// The host as it is signed and as clients send it: lower case, the bucket in front in virtual-host style, IPv6 in
    /// brackets, the port unless it is the scheme's own default.
    /// </summary>
    public string Host { get; }

    /// <summary>The bucket's name.</summary>
    public string Bucket { get; }

    /// <summary>Where the bucket's name stands.</summary>
    public BucketAddressing Addressing { get; }

    /// <summary>The bucket's own address, the one a POST form goes to: <c>https://host/bucket</c> or <c>https://bucket.host/</c>.</summary>
    public string Url => $"{Origin}{(BucketPath.Length == 0 ? "/" : BucketPath)}";

    /// <summary>What becomes of the endpoint's path prefix; <see cref="PathPrefixRule.PassedOn"/> where it has none.</summary>
    public PathPrefixRule PathPrefix => UnsignedPath.Length > 0 ? PathPrefixRule.RemovedByProxy : PathPrefixRule.PassedOn;

    /// <summary>What stands in a URL before that which is signed of its path.</summary>
    internal string Origin => $"{Scheme}://{Host}{UnsignedPath}";

    /// <summary>The encoded path of the bucket without a slash at its end: <c>/prefix/bucket</c>, or nothing.</summary>
    internal string BucketPath { get; }

    private string UnsignedPath { get; }

    /// <summary>Resolves the address of a bucket.</summary>
    /// <param name="endpoint">
    /// The store's address without the bucket: <c>https://s3.eu-central-1.amazonaws.com</c>, <c>http://localhost:9000</c>,
    /// <c>https://gateway.example.com/s3</c>. A path prefix is signed too, so a proxy must pass it on.
    /// </param>
    /// <param name="bucket">The bucket's name: letters, digits, dot, hyphen and underscore; in virtual-host style a DNS name in lower case.</param>
    /// <param name="addressing">Where the bucket's name stands.</param>
    /// <returns>The resolved address.</returns>
    /// <exception cref="ArgumentException">The endpoint or the bucket is not of this form; the message says which part.</exception>
    public static BucketEndpoint Create(string endpoint, string bucket, BucketAddressing addressing) =>
        Create(endpoint, bucket, addressing, PathPrefixRule.PassedOn);

    /// <summary>Resolves the address of a bucket behind a proxy that may remove the path prefix.</summary>
    /// <param name="endpoint">The address without the bucket, as browsers reach it: <c>https://www.example.com/storage</c>.</param>
    /// <param name="bucket">The bucket's name: letters, digits, dot, hyphen and underscore; in virtual-host style a DNS name in lower case.</param>
    /// <param name="addressing">Where the bucket's name stands.</param>
    /// <param name="pathPrefix">What becomes of the endpoint's path on the way to the store.</param>
    /// <returns>The resolved address.</returns>
    /// <exception cref="ArgumentException">The endpoint or the bucket is not of this form; the message says which part.</exception>
    public static BucketEndpoint Create(string endpoint, string bucket, BucketAddressing addressing, PathPrefixRule pathPrefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(bucket);

        var address = EndpointAddress.Parse(endpoint, nameof(endpoint));
        if (!Enum.IsDefined(pathPrefix))
        {
            throw new ArgumentOutOfRangeException(nameof(pathPrefix), pathPrefix, "The path prefix rule is unknown.");
        }

        var (removed, signed) = pathPrefix == PathPrefixRule.RemovedByProxy ? (address.PathPrefix, "") : ("", address.PathPrefix);
        if (!BucketName.IsUsable(bucket))
        {
            throw new ArgumentException($"'{bucket}' is not a valid bucket name. Use up to 255 letters, digits, '.', '-' and '_'.", nameof(bucket));
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
                    $"'{bucket}' cannot be part of a host name, which consists of at most 63 lower-case letters, digits, '-' and single dots. "
                    + "Use path addressing.",
                    nameof(bucket));

            case BucketAddressing.VirtualHost:
                return new BucketEndpoint(address.Scheme, $"{bucket}.{address.HostAndPort}", removed, signed, bucket, addressing);

            default:
                throw new ArgumentOutOfRangeException(nameof(addressing), addressing, "The addressing style is unknown.");
        }
    }

    /// <summary>The bucket's address.</summary>
    /// <returns>The same as <see cref="Url"/>.</returns>
    public override string ToString() => Url;
}
