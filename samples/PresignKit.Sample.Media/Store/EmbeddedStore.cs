namespace PresignKit.Sample.Media.Store;

/// <summary>
/// The store of the demo: inside this process, but with its own port and site, as if it were on another machine.
/// </summary>
internal static class EmbeddedStore
{
    public static void Add(PresignKitBuilder kit, LocalStoreSettings settings, string data)
    {
        var credentials = StoreCredentials.In(data);
        kit.AddLocalS3("media", store =>
        {
            store.Directory = Path.Combine(data, "store");
            store.Port = settings.Port;
            store.PublicEndpoint = settings.PublicEndpoint;
            store.AccessKeyId = credentials.AccessKeyId;
            store.SecretAccessKey = credentials.SecretAccessKey;
        });
    }
}
