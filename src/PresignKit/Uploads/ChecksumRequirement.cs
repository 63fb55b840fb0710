namespace PresignKit.Uploads;

/// <summary>Whether a declared checksum is one, and whether there must be one.</summary>
internal static class ChecksumRequirement
{
    private const int Sha256Bytes = 32;

    public static void Check(UploadPolicy policy, string? checksum)
    {
        if (checksum is null)
        {
            if (policy.RequireChecksum)
            {
                throw new PolicyViolationException(
                    ErrorCodes.ChecksumRequired, $"Policy '{policy.Name}' needs the SHA-256 of the file in base64.");
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[Sha256Bytes + 1];
        if (!Convert.TryFromBase64String(checksum, bytes, out var length) || length != Sha256Bytes || checksum.Length != 44)
        {
            throw new PolicyViolationException(
                ErrorCodes.ChecksumRequired, "A SHA-256 is 32 bytes in base64: 44 characters, the last of them '='.");
        }
    }
}
