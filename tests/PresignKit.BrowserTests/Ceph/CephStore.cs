using System.Net;
using PresignKit.BrowserTests.Hosting;
using PresignKit.Testing.Ceph;

namespace PresignKit.BrowserTests.Ceph;

/// <summary>
/// A bucket on Ceph, as in the sample's README. Its profile makes uploads form posts, which a slot's holder can repeat, so completion
/// freezes them. The sample creates the bucket and its CORS rules.
/// </summary>
internal sealed class CephStore(CephGateway gateway, string bucket) : IStoreUnderTest
{
    private CephServer? _server;

    public bool IsAvailable => CephServer.Missing() is null;

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(Server.Endpoint).Authority);

    // The gateway's own name (rgw_dns_name). It treats any other name, even localhost, as the name of a bucket.
    public string PublicHost => new Uri(Server.VirtualHostEndpoint).Host;

    public bool Freezes => true;

    // The holder of a part URL could copy other objects (CVE-2026-54330).
    public bool TakesParts => false;

    private CephServer Server => _server ?? throw new InvalidOperationException("The gateway has not been started.");

    public void Require() => CephServer.Require();

    public async Task StartAsync() => _server = await gateway.ServerAsync();

    public IEnumerable<string> Arguments(string appOrigin, string publicEndpoint) =>
    [
        "--Store=ceph",
        $"--S3:Endpoint={Server.Endpoint}",
        $"--S3:PublicEndpoint={publicEndpoint}",
        $"--S3:AccessKey={Server.AccessKey}",
        $"--S3:SecretKey={Server.Secret}",
        $"--S3:Bucket={bucket}",
        $"--PresignKit:PageOrigins:0={appOrigin}",
    ];

    // The key is a field of the form.
    public UploadRequestHead Upload(string slotKey, string contentType) => new("POST", $"/{bucket}", "multipart/form-data");
}
