using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>
/// Everything that goes over the wire. Strict if a mistake could otherwise go unnoticed (numbers must be numbers, required fields must be
/// present, no field may appear twice), tolerant of newer clients (unknown fields are ignored).
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    Converters =
    [
        typeof(CamelCaseEnumConverter<GuaranteeLevel>),
        typeof(CamelCaseEnumConverter<UploadTransport>),
        typeof(CamelCaseEnumConverter<TransferChecksumAlgorithm>),
    ])]
[JsonSerializable(typeof(OpenSlotRequest))]
[JsonSerializable(typeof(OpenSlotResponse))]
[JsonSerializable(typeof(CompleteSlotRequest))]
[JsonSerializable(typeof(CompleteSlotResponse))]
[JsonSerializable(typeof(SlotTokenRequest))]
[JsonSerializable(typeof(SignPartsRequest))]
[JsonSerializable(typeof(SignPartsResponse))]
[JsonSerializable(typeof(UploadedPartsResponse))]
[JsonSerializable(typeof(RenewSlotResponse))]
[JsonSerializable(typeof(DownloadResponse))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(string))]
internal sealed partial class EndpointJsonContext : JsonSerializerContext;
