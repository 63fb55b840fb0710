namespace PresignKit.Client.Hashing;

/// <summary>The checksum of the bytes of one part, computed while they are read.</summary>
internal abstract class PartChecksum
{
    public const string Md5 = "md5";
    public const string Crc64Nvme = "crc64nvme";

    /// <summary>Starts a checksum.</summary>
    /// <param name="algorithm">The algorithm that the server compares; one that is not known here, or none, is CRC-64/NVME, for the saved state alone.</param>
    public static PartChecksum Start(string? algorithm) =>
        algorithm == Md5 && !OperatingSystem.IsBrowser() ? new Md5Checksum() : new Crc64NvmeChecksum();

    /// <summary>Whether the client can compute what the server compares. The platform has no MD5 in browsers.</summary>
    public static bool Knows(string? algorithm) => algorithm == Crc64Nvme || (algorithm == Md5 && !OperatingSystem.IsBrowser());

    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The checksum in base64; nothing can be appended after it.</summary>
    public abstract string Finish();
}
