namespace PresignKit;

/// <summary>What a slot was opened for, and what its upload is compared with.</summary>
/// <remarks>Its values come from <see cref="UploadSlot"/>. Keep them where clients cannot change them, such as in a protected token or a table.</remarks>
public sealed record DeclaredUpload
{
    /// <summary>The name of the store that the object goes to: <see cref="UploadSlot.StoreName"/>.</summary>
    public required string StoreName { get; init; }

    /// <summary>The name of the upload policy that the slot was opened under: <see cref="UploadSlot.Policy"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>The object that the slot writes: <see cref="UploadSlot.Key"/>.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The accepted content type: <see cref="UploadSlot.ContentType"/>.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes: <see cref="UploadSlot.Size"/>.</summary>
    public required long Size { get; init; }
}
