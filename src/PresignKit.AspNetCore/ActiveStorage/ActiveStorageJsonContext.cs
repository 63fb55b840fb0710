using System.Text.Json;
using System.Text.Json.Serialization;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.ActiveStorage;

/// <summary>What goes over the wire only between Active Storage and the backend; as strict and as tolerant as <see cref="EndpointJsonContext"/>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    Converters = [typeof(CamelCaseEnumConverter<GuaranteeLevel>)])]
[JsonSerializable(typeof(DirectUploadRequest))]
[JsonSerializable(typeof(DirectUploadResponse))]
internal sealed partial class ActiveStorageJsonContext : JsonSerializerContext;
