using System.Globalization;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Which sizes a policy allows.</summary>
internal static class SizeRule
{
    public static void Check(UploadPolicy policy, long size)
    {
        if (size < 0)
        {
            throw new PolicyViolationException(ErrorCodes.SizeInvalid, $"A size is not negative: {Bytes(size)}.");
        }

        if (size < policy.MinimumSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.TooSmall,
                $"Policy '{policy.Name}' takes files of at least {Bytes(policy.MinimumSize)}; the file has {Bytes(size)}.",
                policy.MinimumSize.ToString(CultureInfo.InvariantCulture));
        }

        if (size > policy.MaximumSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.TooLarge,
                $"Policy '{policy.Name}' takes files of at most {Bytes(policy.MaximumSize)}; the file has {Bytes(size)}.",
                policy.MaximumSize.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Bytes(long size) => size.ToString("N0", CultureInfo.InvariantCulture) + " bytes";
}
