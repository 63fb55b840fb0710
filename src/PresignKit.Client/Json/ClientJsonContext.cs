using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.Client.Json;

/// <summary>Everything that goes over the wire or into a saved state. Unknown fields are ignored: a server may be newer.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(OpenBody))]
[JsonSerializable(typeof(OpenAnswer))]
[JsonSerializable(typeof(PartsBody))]
[JsonSerializable(typeof(PartsAnswer))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(UploadedAnswer))]
[JsonSerializable(typeof(CompleteBody))]
[JsonSerializable(typeof(CompleteAnswer))]
[JsonSerializable(typeof(RenewAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(StateDocument))]
internal sealed partial class ClientJsonContext : JsonSerializerContext;
