using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Whether a declared checksum is well-formed, and whether one is required.</summary>
internal static class ChecksumRequirement
{
    private const int Sha256Bytes = 32;
    private const int Md5Bytes = 16;

    public static void Check(UploadPolicy policy, string? checksum)
    {
        if (checksum is null)
        {
            if (policy.RequireChecksum)
            {
                throw new PolicyViolationException(
                    ErrorCodes.ChecksumRequired, $"Policy '{policy.Name}' requires the SHA-256 of the file in base64.");
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[Sha256Bytes + 1];
        if (!Convert.TryFromBase64String(checksum, bytes, out var length) || length != Sha256Bytes || checksum.Length != 44)
        {
            throw new PolicyViolationException(
                ErrorCodes.ChecksumInvalid, "The checksum is not a valid SHA-256 in base64, which has 44 characters and ends with '='.");
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
