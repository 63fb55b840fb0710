using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>
/// An open upload. Azure has no request that creates one, and takes what is stored with a blob when its blocks are committed, so it is kept in a
/// blob of its own until then.
/// </summary>
internal sealed record UploadRecord(
    string Key,
    string ContentType,
    string? CacheControl,
    string? ContentLanguage,
    string? ContentDisposition,
    Dictionary<string, string> Metadata)
{
    /// <summary>The folder of the records, which no object is listed from.</summary>
    public const string Folder = ".presignkit-uploads/";

    /// <summary>The metadata by which the blob of a completed upload is told from another one.</summary>
    public const string UploadName = "presignkit_upload";

    public static UploadRecord Of(ObjectKey key, string contentType, StoredAttributes attributes) => new(
        key.Value, contentType, attributes.CacheControl, attributes.ContentLanguage, attributes.ContentDisposition, new(attributes.Metadata));
}
