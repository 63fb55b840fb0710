using System.Globalization;
using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Cuts a file into parts: as the policy prefers, or as the client has decided.</summary>
internal static class PartSizeRule
{
    /// <param name="policy">The policy.</param>
    /// <param name="size">The size of the file, which the policy has accepted.</param>
    /// <param name="requested">The size of a part that the client has decided on; null: it leaves that to the policy.</param>
    /// <exception cref="PolicyViolationException">The client's parts are too small, too large, or too many.</exception>
    public static PartPlan Plan(UploadPolicy policy, long size, long? requested)
    {
        if (requested is not { } partSize)
        {
            return PartPlan.Create(size, policy.PartSize);
        }

        var least = Math.Max(PartPlan.MinimumPartSize, ((size - 1) / PartPlan.MaximumCount) + 1);
        return partSize >= least && partSize <= PartPlan.MaximumPartSize
            ? new(size, partSize)
            : throw new PolicyViolationException(
                ErrorCodes.PartSizeInvalid,
                $"The parts would be {MessageText.Bytes(partSize)} long; those of this file must be {MessageText.Bytes(least)} to "
                + $"{MessageText.Bytes(PartPlan.MaximumPartSize)} long, because an upload has at most {PartPlan.MaximumCount} parts.",
                least.ToString(CultureInfo.InvariantCulture));
    }
}
