using System.Text.Json;
using System.Text.Json.Serialization;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>What goes over the wire only between Uppy and the backend; as strict and as tolerant as <see cref="EndpointJsonContext"/>.</summary>
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
[JsonSerializable(typeof(CreateMultipartRequest))]
[JsonSerializable(typeof(CreateMultipartResponse))]
[JsonSerializable(typeof(FormParametersResponse))]
[JsonSerializable(typeof(SignedPartResponse))]
[JsonSerializable(typeof(SignedPartsResponse))]
[JsonSerializable(typeof(List<ListedPart>))]
[JsonSerializable(typeof(CompleteMultipartRequest))]
[JsonSerializable(typeof(CompleteMultipartResponse))]
[JsonSerializable(typeof(CompleteFormRequest))]
[JsonSerializable(typeof(AbortedResponse))]
internal sealed partial class UppyJsonContext : JsonSerializerContext;
