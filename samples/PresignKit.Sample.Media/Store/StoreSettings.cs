namespace PresignKit.Sample.Media.Store;

/// <summary>Which store the sample uses, and how browsers reach it: <c>--Store</c> and its section.</summary>
/// <param name="Kind">The kind of store.</param>
/// <param name="Origin">Scheme, host, and port, for the Content-Security-Policy.</param>
/// <param name="Local">The settings of the embedded store.</param>
/// <param name="Remote">The settings of another store; null if the embedded store is used.</param>
internal sealed record StoreSettings(StoreKind Kind, string Origin, LocalStoreSettings Local, RemoteStoreSettings? Remote)
{
    /// <exception cref="StoreStartException">The configured store is not valid.</exception>
    public static StoreSettings From(IConfiguration configuration)
    {
        var text = configuration["Store"] ?? nameof(StoreKind.Local);
        if (!Enum.TryParse<StoreKind>(text, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            throw new StoreStartException($"--Store '{text}' is not valid. Use local, ceph, minio, or s3.");
        }

        var local = LocalStoreSettings.From(configuration);
        var remote = kind == StoreKind.Local ? null : RemoteStoreSettings.From(configuration.GetSection("S3"), kind);
        return new(kind, Authority(remote?.BrowserEndpoint ?? local.PublicEndpoint), local, remote);
    }

    private static string Authority(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        ? uri.GetLeftPart(UriPartial.Authority)
        : throw new StoreStartException($"'{endpoint}' is not a valid endpoint. Use a URL such as http://127.0.0.1:9000.");
}
