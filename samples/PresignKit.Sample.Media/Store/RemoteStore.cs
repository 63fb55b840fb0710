using PresignKit.S3;

namespace PresignKit.Sample.Media.Store;

/// <summary>A store that runs elsewhere: registered as in any application, and checked before the sample starts.</summary>
internal static class RemoteStore
{
    public static void Add(PresignKitBuilder kit, StoreKind kind, RemoteStoreSettings settings)
    {
        if (kind == StoreKind.Minio)
        {
            kit.AddMinio("media", Configure);
        }
        else
        {
            kit.AddS3("media", store =>
            {
                Configure(store);
                if (kind == StoreKind.Ceph)
                {
                    store.Profile = S3Profiles.Ceph;
                }
            });
        }

        kit.Services.AddSingleton(settings);
        kit.Services.AddHostedService<BucketStartup>();

        void Configure(S3StoreOptions store)
        {
            store.Bucket = settings.Bucket;
            store.Region = settings.Region;
            store.Endpoint = settings.Endpoint;
            store.PublicEndpoint = settings.PublicEndpoint;
            store.AccessKeyId = settings.AccessKey;
            store.SecretAccessKey = settings.SecretKey;
        }
    }
}
