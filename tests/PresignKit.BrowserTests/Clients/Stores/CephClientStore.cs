using System.Net;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.BrowserTests.Clients.Stores;

/// <summary>A Ceph gateway of its own.</summary>
internal sealed class CephClientStore : IClientStore
{
    private readonly CephSetup _setup;
    private readonly StoreProfile _profile;
    private CephServer? _server;

    private CephClientStore(CephSetup setup, StoreProfile profile)
    {
        _setup = setup;
        _profile = profile;
    }

    public bool IsAvailable => _setup.Missing() is null;

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(Server.Endpoint).Authority);

    // The gateway's own name (rgw_dns_name). It treats any other name, even localhost, as the name of a bucket.
    public string PublicHost => new Uri(Server.VirtualHostEndpoint).Host;

    public string Bucket => "clients";

    public bool Puts => _profile.IsolatedPut == Capability.Yes;

    public bool HasParts => _profile.IsolatedPart == Capability.Yes;

    public bool FormsAnswerETag => false;

    private CephServer Server => _server ?? throw new InvalidOperationException("The gateway has not been started.");

    /// <summary>Ceph 20, with what the conformance suite has found of it.</summary>
    public static CephClientStore Ceph20() =>
        new(CephSetup.Ceph20, S3Profiles.Ceph with { IsolatedPut = Capability.Yes, IsolatedPart = Capability.Yes });

    /// <summary>Ceph 18, whose signed requests are not isolated: everything is sent by form.</summary>
    public static CephClientStore Ceph18() => new(CephSetup.Ceph18, S3Profiles.Ceph);

    /// <summary>This machine's own, whose signed requests are not isolated: everything is sent by form.</summary>
    public static CephClientStore Machine() => new(CephSetup.Machine, S3Profiles.Ceph);

    public void Require() => _setup.Require();

    public async Task StartAsync()
    {
        _server = await CephServer.StartAsync(_setup);
        using var client = CreateClient();
        await client.PutBucketAsync(Bucket);
    }

    public void AddTo(PresignKitBuilder kit, string publicEndpoint) => kit.AddS3("clients", store =>
    {
        (store.Bucket, store.Profile) = (Bucket, _profile);
        (store.Endpoint, store.PublicEndpoint) = (Server.Endpoint, publicEndpoint);
        (store.AccessKeyId, store.SecretAccessKey) = (Server.AccessKey, Server.Secret);
    });

    public AmazonS3Client CreateClient() => Access.Create(Server.Endpoint, Server.AccessKey, Server.Secret);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
