using PresignKit.DependencyInjection;
using PresignKit.LocalS3;

namespace PresignKit.Sample.Media.Store;

/// <summary>
/// The store of the demo, inside this process but on its own port, as it would be on its own machine. To use another, put
/// <c>kit.AddS3("media")</c> in its place and its settings under <c>PresignKit:Stores:media</c>.
/// </summary>
internal static class EmbeddedStore
{
    private const string Bucket = "media";

    public static void Add(PresignKitBuilder kit, StoreSettings settings, string data)
    {
        var keys = StoreKeys.In(data);
        kit.Services.AddLocalS3Server(server =>
        {
            server.Directory = Path.Combine(data, "store");
            server.Port = settings.Port;
            server.AccessKeyId = keys.AccessKeyId;
            server.SecretAccessKey = keys.SecretAccessKey;
            server.Buckets = [Bucket];

            // A page needs a signed URL as well, whatever its origin.
            server.AllowedOrigins = ["*"];
        });
        kit.AddS3("media", store =>
        {
            store.Bucket = Bucket;
            store.Endpoint = $"http://127.0.0.1:{settings.Port}";
            store.PublicEndpoint = settings.PublicEndpoint;
            store.ProfileName = "local";
            store.AccessKeyId = keys.AccessKeyId;
            store.SecretAccessKey = keys.SecretAccessKey;
        });
    }
}
