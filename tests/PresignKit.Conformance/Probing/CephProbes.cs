namespace PresignKit.Conformance.Probing;

/// <summary>
/// Tests that probe a bucket of Ceph take turns: some of them look whether anything was left there, and what another is just probing with would
/// look like it.
/// </summary>
[CollectionDefinition(Name)]
public sealed class CephProbes
{
    internal const string Name = "Probes of Ceph";
}
