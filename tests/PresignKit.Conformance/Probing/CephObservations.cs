namespace PresignKit.Conformance.Probing;

/// <summary>The checks that Ceph does not enforce: the only date that it checks is the expiry, and of the credential scope it checks only the day.</summary>
internal static class CephObservations
{
    public static IReadOnlyCollection<string> NotEnforced { get; } = ["FutureDate", "Region", "Service"];
}
