namespace PresignKit.Sample.Media.Store;

/// <summary>Which store the sample uses, and how browsers call it: <c>--Store</c>, and the section that belongs to it.</summary>
/// <param name="Kind">The kind of store.</param>
/// <param name="Origin">Scheme, host and port: what a Content-Security-Policy names.</param>
/// <param name="Local">The embedded store's settings.</param>
/// <param name="Remote">Another store's settings; null for the embedded one.</param>
internal sealed record StoreSettings(StoreKind Kind, string Origin, LocalStoreSettings Local, RemoteStoreSettings? Remote)
{
    /// <exception cref="StoreStartException">What is configured does not make a store.</exception>
    public static StoreSettings From(IConfiguration configuration)
    {
        var text = configuration["Store"] ?? nameof(StoreKind.Local);
        if (!Enum.TryParse<StoreKind>(text, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            throw new StoreStartException($"--Store is '{text}'; it is one of: local, ceph, minio, s3.");
        }

        var local = LocalStoreSettings.From(configuration);
        var remote = kind == StoreKind.Local ? null : RemoteStoreSettings.From(configuration.GetSection("S3"), kind);
        return new(kind, Authority(remote?.BrowserEndpoint ?? local.PublicEndpoint), local, remote);
    }

    private static string Authority(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        ? uri.GetLeftPart(UriPartial.Authority)
        : throw new StoreStartException($"'{endpoint}' is no endpoint; one looks like http://127.0.0.1:9000.");
}
