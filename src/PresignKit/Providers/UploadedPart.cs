namespace PresignKit.Providers;

/// <summary>A part of an upload, as the store has it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ETag">Its entity tag, which changes whenever the part is sent again.</param>
/// <param name="Checksum">Its checksum, as the store reports it; null: the upload has no checksums.</param>
public sealed record UploadedPart(int Number, long Size, string ETag, FileChecksum? Checksum = null)
{
    /// <summary>When the store received it, by the store's clock.</summary>
    /// <value>Null: the store does not say.</value>
    public DateTimeOffset? LastModified { get; init; }
}
