using System.Globalization;
using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Checks the declared size against the policy.</summary>
internal static class SizeRule
{
    public static void Check(UploadPolicy policy, long size)
    {
        if (size < 0)
        {
            throw new PolicyViolationException(ErrorCodes.SizeInvalid, $"The size must not be negative ({MessageText.Bytes(size)}).");
        }

        if (size < policy.MinimumSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.TooSmall,
                $"The file is {MessageText.Bytes(size)} long; policy '{policy.Name}' requires at least {MessageText.Bytes(policy.MinimumSize)}.",
                policy.MinimumSize.ToString(CultureInfo.InvariantCulture));
        }

        if (size > policy.MaximumSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.TooLarge,
                $"The file is {MessageText.Bytes(size)} long; policy '{policy.Name}' allows at most {MessageText.Bytes(policy.MaximumSize)}.",
                policy.MaximumSize.ToString(CultureInfo.InvariantCulture));
        }
    }
}
