using System.Text.Json.Serialization;

namespace PresignKit.LocalS3.Storage;

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoreMarker))]
[JsonSerializable(typeof(StoredBucket))]
[JsonSerializable(typeof(StoredObject))]
[JsonSerializable(typeof(StoredUpload))]
[JsonSerializable(typeof(StoredPart))]
internal sealed partial class StorageJson : JsonSerializerContext;
