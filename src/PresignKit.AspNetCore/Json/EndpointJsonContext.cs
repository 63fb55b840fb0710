using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>
/// Everything that goes over the wire. Strict where a mistake could hide (numbers are numbers, required is required, no field
/// twice), tolerant where clients grow (unknown fields are ignored).
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
    Converters = [typeof(CamelCaseEnumConverter<GuaranteeLevel>), typeof(CamelCaseEnumConverter<UploadTransport>)])]
[JsonSerializable(typeof(OpenSlotRequest))]
[JsonSerializable(typeof(OpenSlotResponse))]
[JsonSerializable(typeof(CompleteSlotRequest))]
[JsonSerializable(typeof(CompleteSlotResponse))]
[JsonSerializable(typeof(DownloadResponse))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(string))]
internal sealed partial class EndpointJsonContext : JsonSerializerContext;
