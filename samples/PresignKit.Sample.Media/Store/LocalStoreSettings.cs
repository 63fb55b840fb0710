namespace PresignKit.Sample.Media.Store;

/// <summary>The <c>LocalS3</c> section of configuration: where the embedded store listens, and how browsers reach it.</summary>
internal sealed record LocalStoreSettings(int Port, string PublicEndpoint)
{
    private const int DefaultPort = 5081;

    public static LocalStoreSettings From(IConfiguration configuration)
    {
        var port = configuration.GetValue("LocalS3:Port", DefaultPort);

        // localhost, not 127.0.0.1: browsers treat it as another site, so the application's cookie is never sent to the store.
        return new(port, configuration["LocalS3:PublicEndpoint"] ?? $"http://localhost:{port}");
    }
}
