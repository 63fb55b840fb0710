namespace PresignKit.AspNetCore;

/// <summary>
/// The object that was verified: it has the size and content type of its <see cref="UploadTicket"/>, or a size within the slot's limits, and no client can
/// change it anymore.
/// </summary>
/// <param name="Key">
/// The object's key: record this one, and serve downloads from it. It is <see cref="UploadTicket.Destination"/> if one was chosen; otherwise
/// <see cref="UploadTicket.SlotKey"/>, or the key of a copy that no slot can write.
/// </param>
/// <param name="ETag">The entity tag of the verified version, including the quotation marks. A destination may have another one.</param>
/// <param name="Size">The verified size in bytes, also if the slot was opened without one.</param>
public sealed record VerifiedObject(ObjectKey Key, string ETag, long Size)
{
    /// <summary>The identifier of the verified version in a versioned bucket.</summary>
    /// <value>Null: the bucket has no versions.</value>
    public string? VersionId { get; init; }

    /// <summary>What the first bytes say about the declared content type.</summary>
    /// <value>Null: the policy does not check them.</value>
    public ContentMatch? Content { get; init; }

    /// <summary>The same as a sentence, with what the first bytes are.</summary>
    /// <value>Null if <see cref="Content"/> is null.</value>
    public string? ContentFinding { get; init; }
}
