using PresignKit.DependencyInjection;

namespace PresignKit.Sample.Media.Store;

/// <summary>
/// The store of the demo: inside this process, but on a port and a site of its own, as it would be on its own machine. To use
/// another, put <c>kit.AddS3("media")</c> in its place and its settings under <c>PresignKit:Stores:media</c>.
/// </summary>
internal static class EmbeddedStore
{
    public static void Add(PresignKitBuilder kit, StoreSettings settings, string data)
    {
        var keys = StoreKeys.In(data);
        kit.AddLocalS3("media", store =>
        {
            store.Directory = Path.Combine(data, "store");
            store.Port = settings.Port;
            store.PublicEndpoint = settings.PublicEndpoint;
            store.AccessKeyId = keys.AccessKeyId;
            store.SecretAccessKey = keys.SecretAccessKey;
        });
    }
}
