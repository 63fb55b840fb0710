using PresignKit.Conformance.Stores;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Conformance.LocalS3;

/// <summary>The embedded store, with the bucket in the host: <c>http://conformance-bucket.localhost:PORT</c>.</summary>
public sealed class LocalS3VirtualHostStore : LocalS3PathStore
{
    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.Addressing = BucketAddressing.Path;
        options.PublicEndpoint = Endpoint.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        options.PublicAddressing = BucketAddressing.VirtualHost;
    }

    protected override HttpMessageHandler CreateHandler() => LoopbackHandler.Create();
}
