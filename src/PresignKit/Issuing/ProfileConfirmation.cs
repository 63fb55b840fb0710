using PresignKit.Stores;
using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>Reads from a probe's report which claims of a profile that must be confirmed hold (<see cref="StoreProfile.UntilConfirmed"/>).</summary>
internal static class ProfileConfirmation
{
    /// <summary>
    /// The profile that a report confirms: every capability that the report does not confirm is that of the profile that holds until then. Null: a
    /// capability that a guarantee rests on was not measured, so that another probe may tell more.
    /// </summary>
    public static StoreProfile? Read(StoreProfile declared, StoreProfile untilConfirmed, ProbeReport report)
    {
        var confirmed = declared;
        foreach (var capability in CapabilityTable.All.Where(c => c.Get(declared) == Capability.Yes && c.Get(untilConfirmed) != Capability.Yes))
        {
            var outcome = report.Capabilities.First(measurement => measurement.Name == capability.Name).Outcome;
            if (outcome == ProbeOutcome.NotTried && GuaranteeTable.RestsOn(capability.Name))
            {
                return null;
            }

            if (outcome != ProbeOutcome.Enforced)
            {
                confirmed = capability.Set(confirmed, capability.Get(untilConfirmed));
            }
        }

        return confirmed;
    }
}
