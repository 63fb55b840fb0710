namespace PresignKit.Conformance.Probing;

/// <summary>
/// Tests that probe a Ceph bucket run one at a time: some of them check that nothing was left behind, and would find the objects of a probe
/// that is still running.
/// </summary>
[CollectionDefinition(Name)]
public sealed class CephProbeGroup
{
    internal const string Name = "Ceph probes";
}
