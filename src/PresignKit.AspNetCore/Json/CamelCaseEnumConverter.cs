using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>Writes an enum as its name in camel case: <c>enforcedByStore</c>.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
