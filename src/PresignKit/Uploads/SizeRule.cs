using System.Globalization;
using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Checks the declared size against the policy, or determines the limits of a size that nobody knows.</summary>
internal static class SizeRule
{
    /// <param name="policy">The policy.</param>
    /// <param name="size">The declared size; null: nobody knows it.</param>
    /// <param name="requestedMaximum">The most bytes that the application allows for this upload; null: as many as the policy does.</param>
    /// <returns>The sizes that the upload may have; null: the declared one is exact.</returns>
    /// <exception cref="PolicyViolationException">The policy does not allow the size, or requires one.</exception>
    public static SizeRange? Check(UploadPolicy policy, long? size, long? requestedMaximum)
    {
        if (size is null)
        {
            return Limits(policy, requestedMaximum);
        }

        Check(policy, size.Value);
        return size > requestedMaximum ? throw AboveRequested(size.Value, requestedMaximum.Value) : null;
    }

    /// <summary>Checks a size that is known, or has been found.</summary>
    /// <exception cref="PolicyViolationException">The policy does not allow the size.</exception>
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

    /// <summary>A file of unknown size is sent in one request, so that the limit of one request applies in addition.</summary>
    private static SizeRange Limits(UploadPolicy policy, long? requestedMaximum)
    {
        if (!policy.AllowUnknownSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.SizeMissing, $"The size of the file is missing, and policy '{policy.Name}' requires it. Send the exact number of bytes.");
        }

        return requestedMaximum < policy.MinimumSize
            ? throw AboveRequested(policy.MinimumSize, requestedMaximum.Value)
            : new(policy.MinimumSize, Math.Min(Math.Min(policy.MaximumSize, SizeLimits.LargestRequest), requestedMaximum ?? long.MaxValue));
    }

    private static PolicyViolationException AboveRequested(long size, long maximum)
    {
        var limit = Math.Max(0, maximum);
        return new(
            ErrorCodes.TooLarge,
            $"The file is at least {MessageText.Bytes(size)} long; this upload may have at most {MessageText.Bytes(limit)}.",
            limit.ToString(CultureInfo.InvariantCulture));
    }
}
