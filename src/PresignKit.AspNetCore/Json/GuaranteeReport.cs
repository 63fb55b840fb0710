using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>How each guarantee of a slot is kept.</summary>
internal sealed record GuaranteeReport
{
    [JsonPropertyName("size")]
    public required GuaranteeLevel Size { get; init; }

    [JsonPropertyName("contentType")]
    public required GuaranteeLevel ContentType { get; init; }

    [JsonPropertyName("checksum")]
    public required GuaranteeLevel Checksum { get; init; }

    [JsonPropertyName("writeOnce")]
    public required GuaranteeLevel WriteOnce { get; init; }

    [JsonPropertyName("isolation")]
    public required GuaranteeLevel Isolation { get; init; }

    [JsonPropertyName("transfer")]
    public required GuaranteeLevel Transfer { get; init; }

    /// <summary>The guarantees of a slot whose client reports no checksums, so that nothing is compared with what the store received.</summary>
    public static GuaranteeReport WithoutTransfer(Guarantees guarantees) => Of(guarantees with { Transfer = GuaranteeLevel.NotEnforced });

    public static GuaranteeReport Of(Guarantees guarantees) => new()
    {
        Size = guarantees.Size,
        ContentType = guarantees.ContentType,
        Checksum = guarantees.Checksum,
        WriteOnce = guarantees.WriteOnce,
        Isolation = guarantees.Isolation,
        Transfer = guarantees.Transfer,
    };
}
