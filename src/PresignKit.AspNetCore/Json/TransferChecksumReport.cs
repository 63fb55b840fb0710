using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>What the client says that it sent.</summary>
internal sealed record TransferChecksumReport
{
    [JsonPropertyName("algorithm"), Description("crc64nvme or md5.")]
    public required TransferChecksumAlgorithm Algorithm { get; init; }

    [JsonPropertyName("parts")]
    [Description("The checksum of each part alone, in base64, in the order of the parts; one for a file that was sent in one request.")]
    public required List<string> Parts { get; init; }
}
