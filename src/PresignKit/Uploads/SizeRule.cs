using System.Globalization;
using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Which sizes a policy allows.</summary>
internal static class SizeRule
{
    public static void Check(UploadPolicy policy, long size)
    {
        if (size < 0)
        {
            throw new PolicyViolationException(ErrorCodes.SizeInvalid, $"A size is not negative: {MessageText.Bytes(size)}.");
        }

        if (size < policy.MinimumSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.TooSmall,
                $"Policy '{policy.Name}' takes files of at least {MessageText.Bytes(policy.MinimumSize)}; the file has {MessageText.Bytes(size)}.",
                policy.MinimumSize.ToString(CultureInfo.InvariantCulture));
        }

        if (size > policy.MaximumSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.TooLarge,
                $"Policy '{policy.Name}' takes files of at most {MessageText.Bytes(policy.MaximumSize)}; the file has {MessageText.Bytes(size)}.",
                policy.MaximumSize.ToString(CultureInfo.InvariantCulture));
        }
    }
}
