namespace PresignKit;

/// <summary>What a slot was issued for: the promise that a finished upload is held against.</summary>
/// <remarks>Keep it where clients cannot change it, such as a protected token or a table; it comes from <see cref="UploadSlot"/>.</remarks>
public sealed record DeclaredUpload
{
    /// <summary>The name of the store the object went to: <see cref="UploadSlot.StoreName"/>.</summary>
    public required string StoreName { get; init; }

    /// <summary>The name of the policy the slot was issued under: <see cref="UploadSlot.Policy"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>The object that the slot writes: <see cref="UploadSlot.Key"/>.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The accepted content type: <see cref="UploadSlot.ContentType"/>.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes: <see cref="UploadSlot.Size"/>.</summary>
    public required long Size { get; init; }
}
