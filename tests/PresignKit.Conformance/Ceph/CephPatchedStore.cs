using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>
/// A bucket whose application has profile ceph-patched, so that it uploads by PUT and by part. The profile counts at once here; that it takes effect only
/// where a probe has confirmed it is the subject of <see cref="Profiles.PatchedProfileConformance"/>.
/// </summary>
public sealed class CephPatchedStore(CephServer server) : CephStore(server)
{
    public override string Container => "conformance-patched";

    // A probe cannot confirm the encryption with a key service, because it knows no key.
    public override StoreProfile Profile => S3Profiles.CephPatched with { UntilConfirmed = null, KeyServiceEncryption = Capability.No };

    public override StoreProfile Configured => Profile;

    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.Profile = Configured;
    }
}
