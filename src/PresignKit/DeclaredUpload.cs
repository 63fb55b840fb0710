namespace PresignKit;

/// <summary>What a slot was opened for, and what its upload is compared with.</summary>
/// <remarks>
/// It is <see cref="UploadSlot.Declaration"/>. Keep it where clients cannot change it, such as in a protected token or a table. It
/// contains no secret, and can be serialized as JSON.
/// </remarks>
public sealed record DeclaredUpload
{
    /// <summary>The name of the store that the object goes to.</summary>
    public required string StoreName { get; init; }

    /// <summary>The name of the upload policy that the slot was opened under.</summary>
    public required string Policy { get; init; }

    /// <summary>The key that the slot writes. No other slot has the same one.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The accepted content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    /// <value>Null: nobody knew it, and the upload may have any of <see cref="AllowedSizes"/>.</value>
    public required long? Size { get; init; }

    /// <summary>The sizes that the upload may have, according to the policy and the request when the slot was opened.</summary>
    /// <value>Null: <see cref="Size"/> is exact. If that is null too, no upload is accepted.</value>
    public SizeRange? AllowedSizes { get; init; }

    /// <summary>
    /// The slot's own random value: 128 bits as 32 lowercase hexadecimal digits, followed by a dot and the application's name
    /// (<see cref="PresignKitOptions.ApplicationName"/>) if it has one. It is stored with the upload as metadata
    /// (<c>presignkit-slot</c>), so an object without it did not come through this slot, and never becomes its result.
    /// </summary>
    /// <value>Null: the store does not sign metadata.</value>
    public string? Binding { get; init; }

    /// <summary>The upload that the backend created for the slot, and that ends when the slot is completed.</summary>
    /// <value>Null: the slot writes its key directly, and completion freezes what it finds there.</value>
    public string? UploadId { get; init; }

    /// <summary>The size in bytes of each part but the last; all are sent by requests of their own.</summary>
    /// <value>Null: the file is sent in one request.</value>
    public long? PartSize { get; init; }

    /// <summary>
    /// When the time to send parts and to complete the upload ends, whatever is renewed: the slot's opening plus the policy's
    /// <see cref="UploadPolicyOptions.MaximumUploadDuration"/>. No part is signed beyond it, and the endpoints complete nothing after it.
    /// </summary>
    /// <value>Null: the file is sent in one request, whose expiry ends it.</value>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>
    /// The policy's <see cref="UploadPolicyOptions.FrozenPrefix"/> when the slot was opened: where its record is, also if the policy changes.
    /// </summary>
    /// <value>Null: that of the policy in force.</value>
    public string? FrozenPrefix { get; init; }

    /// <summary>The checksum that was declared; completion compares it with what the store reports of the object.</summary>
    /// <value>Null: none.</value>
    public FileChecksum? Checksum { get; init; }

    /// <summary>The key that the application keeps the object under; on acceptance, the verified object is copied there.</summary>
    /// <value>Null: the object stays under the key that completion reports.</value>
    public ObjectKey? Destination { get; init; }

    /// <summary>The ETag of the object under <see cref="Destination"/> that the upload replaces; if another is there, nothing is written.</summary>
    /// <value>Null: whatever is there is replaced.</value>
    public string? Replaces { get; init; }

    /// <summary>How the file is cut into parts.</summary>
    /// <returns>The plan; null: the file is sent in one request.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Size"/> and <see cref="PartSize"/> do not fit together.</exception>
    public PartPlan? GetPartPlan() => this is { PartSize: { } partSize, Size: { } size } ? new(size, partSize) : null;

    /// <summary>Whether an upload of this size is what the slot was opened for. Without a size and limits, none is.</summary>
    internal bool Allows(long size) => Size is { } exact ? size == exact : AllowedSizes?.Contains(size) == true;
}
