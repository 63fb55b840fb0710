namespace PresignKit.Conformance.Probing;

/// <summary>Ceph looks at no date but that of expiry, and at nothing of the credential scope but the day.</summary>
internal static class CephObservations
{
    public static IReadOnlyCollection<string> NotEnforced { get; } = ["FutureDate", "Region", "Service"];
}
