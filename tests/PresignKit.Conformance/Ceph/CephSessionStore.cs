using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>A bucket on Ceph that is accessed with sessions of a role, which the bucket's owner assumes.</summary>
public sealed class CephSessionStore(CephServer server) : CephStore(server)
{
    public override string Container => "conformance-sessions";

    public string RoleArn => Server.RoleArn;

    public string AccessKey => Server.AccessKey;

    public string Secret => Server.Secret;

    public string Endpoint => Server.Endpoint;

    /// <summary>Adds an access key to the bucket's owner.</summary>
    public Task AddKeyAsync(string accessKey, string secret) => Server.AddKeyAsync(accessKey, secret);

    public Task RemoveKeyAsync(string accessKey) => Server.RemoveKeyAsync(accessKey);

    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.AssumeRole = new() { RoleArn = Server.RoleArn, SessionName = "conformance" };
    }
}
