using System.Text.Json.Serialization;

namespace PresignKit;

/// <summary>What clients can report of the bytes that they sent, so that completion compares it with what the store received.</summary>
public enum TransferChecksumAlgorithm
{
    /// <summary>
    /// CRC-64/NVME (polynomial 0xAD93D23594C93659, reflected): 8 bytes, the most significant first. Compared with that of the whole object.
    /// </summary>
    [JsonStringEnumMemberName("crc64nvme")]
    Crc64Nvme,

    /// <summary>MD5: 16 bytes. Compared with the ETag of each part, so that only a part that differs is sent again.</summary>
    [JsonStringEnumMemberName("md5")]
    Md5,
}
