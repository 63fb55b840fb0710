namespace PresignKit.AspNetCore.Endpoints;

/// <summary>The checksum that a client declares, in one of the two ways in which it can.</summary>
internal static class DeclaredChecksum
{
    /// <exception cref="PolicyViolationException">It is malformed, or there are two.</exception>
    public static FileChecksum? Read(string? checksum, string? sha256)
    {
        if (sha256 is null)
        {
            return checksum is null ? null
                : FileChecksum.TryParse(checksum, out var parsed) ? parsed
                : throw Invalid("The checksum is not an algorithm, a colon, and a value of its length in base64, such as crc32c:yZRlqg==.");
        }

        if (checksum is not null)
        {
            throw Invalid("The request has both checksum and checksumSha256. Send one of them.");
        }

        return FileChecksum.TryCreate(FileChecksumAlgorithm.Sha256, sha256, out var declared)
            ? declared
            : throw Invalid("The checksum is not a valid SHA-256 in base64, which has 44 characters and ends with '='.");
    }

    private static PolicyViolationException Invalid(string message) => new(ErrorCodes.ChecksumInvalid, message);
}
