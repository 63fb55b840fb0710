using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>A bucket whose application knows what this version enforces beyond profile ceph, so that it uploads by PUT and by part.</summary>
public sealed class CephPatchedStore(CephServer server) : CephStore(server)
{
    public override string Container => "conformance-patched";

    public override StoreProfile Configured => Profile;

    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.Profile = Configured;
    }
}
