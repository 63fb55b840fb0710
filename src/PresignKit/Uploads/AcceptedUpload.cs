using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Uploads;

/// <summary>A request as a policy accepted it; it contains none of the client's text unchecked.</summary>
/// <param name="ContentType">The exact type.</param>
/// <param name="Extension">The extension that belongs to it, dot included, or empty.</param>
/// <param name="Size">The exact size; null: nobody knows it.</param>
/// <param name="Checksum">The checksum, or null.</param>
/// <param name="Attributes">What is stored with the object.</param>
internal readonly record struct AcceptedUpload(string ContentType, string Extension, long? Size, FileChecksum? Checksum, StoredAttributes Attributes)
{
    /// <summary>The sizes that the upload may have; null: the size is exact.</summary>
    public SizeRange? AllowedSizes { get; init; }

    /// <summary>The MD5 in base64, or null.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>Applies a policy in the order that is most useful to a user: the file's name, its type, its size.</summary>
    public static AcceptedUpload Accept(UploadPolicy policy, UploadRequest request)
    {
        FileNameRule.Check(request.FileName);
        var contentType = ContentTypeRule.Resolve(policy, request.ContentType, request.FileName);
        var allowedSizes = SizeRule.Check(policy, request.Size, request.MaximumSize);
        ReplaceRule.Check(policy, request);
        ChecksumRequirement.Check(policy, request.Checksum);
        ChecksumRequirement.CheckMd5(request.ContentMd5);
        return new(
            contentType,
            ContentTypeRule.Extension(policy, contentType, request.FileName),
            request.Size,
            request.Checksum,
            MetadataRule.Apply(policy, request.Metadata)) { AllowedSizes = allowedSizes, ContentMd5 = request.ContentMd5 };
    }
}
