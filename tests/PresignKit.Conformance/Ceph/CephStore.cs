using Amazon.S3;
using PresignKit.Conformance.Stores;
using PresignKit.S3;
using PresignKit.SigV4;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>A bucket on Ceph, addressed by path.</summary>
public class CephStore(CephServer server) : S3ConformanceStore
{
    /// <summary>What this version of the gateway is expected to do.</summary>
    public CephRelease Release { get; } = CephRelease.Of(server.Version, server.IsInsecure);

    public override StoreProfile Profile => Release.Profile;

    public override StoreProfile Configured => S3Profiles.Ceph;

    // The key in the key service of eng/ceph-rgw.sh.
    public override string? EncryptionKeyId => "presignkit-test";

    // No version checks these: it answers 200 to all four (to a token if it has no STS), and to a wrong signature only with the code.
    public override bool ChecksScope => false;

    public override bool ChecksTokens => false;

    public override bool ChecksMissingPort => false;

    public override bool ChecksFutureDates => false;

    public override bool ReturnsCanonicalRequest => false;

    // It ignores the header and answers with the range.
    public override bool ComparesIfRange => false;

    public override int? PartStatus => Release.PartStatus;

    public override bool RefusesChunkedBodies => Release.ChunkedBody is >= 400 and < 500;

    public override bool CompletesOverObjects => Release.CompleteCreateOnly == 200;

    public override bool RefusesPartsInFlight => Release.RefusesPartInFlight;

    /// <summary>An account that can do only what the bucket's policy allows.</summary>
    public string OtherAccessKey => server.OtherAccessKey;

    public string OtherSecret => server.OtherSecret;

    protected CephServer Server => server;

    protected override async ValueTask StartAsync()
    {
        using var client = CreateClient();
        await client.PutBucketAsync(Container);
        await PrepareAsync(client);
    }

    protected virtual Task PrepareAsync(AmazonS3Client client) => Task.CompletedTask;

    protected override void Configure(S3StoreOptions options)
    {
        options.Endpoint = server.Endpoint;
        options.AccessKeyId = server.AccessKey;
        options.SecretAccessKey = server.Secret;
        options.Profile = S3Profiles.Ceph;
    }
}

/// <summary>The same, with the bucket in the host: <c>http://BUCKET.s3.localhost:PORT</c>.</summary>
public sealed class CephVirtualHostStore(CephServer server) : CephStore(server)
{
    public override string Container => "conformance-in-host";

    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.PublicEndpoint = Server.VirtualHostEndpoint;
        options.PublicAddressing = BucketAddressing.VirtualHost;
    }

    protected override HttpMessageHandler CreateHandler() => LoopbackHandler.Create();
}
