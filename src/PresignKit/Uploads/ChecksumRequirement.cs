using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Whether a declared checksum is one that the policy requires, and what happens to one that nobody compares.</summary>
internal static class ChecksumRequirement
{
    private const int Md5Bytes = 16;

    public static void Check(UploadPolicy policy, FileChecksum? checksum)
    {
        if (policy.RequiredChecksum.IsEmpty || (checksum is not null && policy.RequiredChecksum.Contains(checksum.Algorithm)))
        {
            return;
        }

        var names = string.Join(", ", policy.RequiredChecksum.Select(ChecksumNames.Of));
        throw new PolicyViolationException(
            ErrorCodes.ChecksumRequired, $"Policy '{policy.Name}' requires a checksum of the file in base64, one of these: {names}.", names);
    }

    /// <summary>A checksum that the slot would neither carry nor compare is refused, unless the policy accepts that.</summary>
    /// <remarks>A SHA-256 is only reported: clients declare it without knowing the store.</remarks>
    /// <exception cref="PolicyViolationException">Nobody compares the declared checksum.</exception>
    public static void CheckCompared(UploadPlan plan, in AcceptedUpload upload)
    {
        if (upload.Checksum is { Algorithm: not FileChecksumAlgorithm.Sha256 and var algorithm }
            && !plan.Policy.AllowUnenforced.HasFlag(GuaranteeKinds.Checksum)
            && plan.For(upload).Checksum == GuaranteeLevel.NotEnforced)
        {
            throw new PolicyViolationException(
                ErrorCodes.ChecksumNotAvailable,
                $"The {ChecksumNames.Of(algorithm)} of the file cannot be compared here: the store is not known to verify it for a file that is sent this way. "
                + "Send the file without it, or with another checksum.");
        }
    }

    public static void CheckMd5(string? checksum)
    {
        Span<byte> bytes = stackalloc byte[Md5Bytes + 2];
        if (checksum is not null && (checksum.Length != 24 || !Convert.TryFromBase64String(checksum, bytes, out var length) || length != Md5Bytes))
        {
            throw new PolicyViolationException(
                ErrorCodes.ChecksumInvalid, "The checksum is not a valid MD5 in base64, which has 24 characters and ends with '=='.");
        }
    }
}
