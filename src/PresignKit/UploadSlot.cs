using System.Diagnostics;

namespace PresignKit;

/// <summary>Permission to upload one object: the signed request, what it guarantees, and when it expires.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record UploadSlot
{
    /// <summary>The name of the store that the object goes to.</summary>
    public required string StoreName { get; init; }

    /// <summary>The name of the upload policy that the slot was opened under.</summary>
    public required string Policy { get; init; }

    /// <summary>The object's key, chosen by the policy's template.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The content type that the object is stored with: the declared one, or the one it is an alias of.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    /// <value>Null: the slot was opened without one, and the file may have any of <see cref="AllowedSizes"/>.</value>
    public required long? Size { get; init; }

    /// <summary>The sizes that the file may have if nobody knew its size.</summary>
    /// <value>Null: <see cref="Size"/> is exact.</value>
    public SizeRange? AllowedSizes { get; init; }

    /// <summary>How the holder sends the file.</summary>
    public required UploadTransport Transport { get; init; }

    /// <summary>The signed request that the holder sends.</summary>
    /// <value>Null: the transport takes more than one request.</value>
    public PresignedUpload? Request { get; init; }

    /// <summary>How the file is cut into parts, whose requests <see cref="IMultipartSlots.SignPartsAsync"/> signs.</summary>
    /// <value>Null: the file is sent in one request, <see cref="Request"/>.</value>
    public PartPlan? Parts { get; init; }

    /// <summary>
    /// The checksums of the bytes sent that completion can compare with what the store received, the preferred one first; see
    /// <see cref="TransferChecksums"/>.
    /// </summary>
    /// <value>Empty: the store reports nothing that they could be compared with.</value>
    public IReadOnlyList<TransferChecksumAlgorithm> TransferChecksumAlgorithms { get; init; } = [];

    /// <summary>
    /// When the slot expires: the store refuses a request that begins later. One that began earlier may finish later. Parts are signed again until
    /// <see cref="DeclaredUpload.EndsAt"/>.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What determined <see cref="ExpiresAt"/>.</summary>
    public required ExpiryLimit LimitedBy { get; init; }

    /// <summary>What completion compares the upload with. Keep it where clients cannot change it, such as in a protected token or a table.</summary>
    public required DeclaredUpload Declaration { get; init; }

    /// <summary>How each guarantee of the slot is kept.</summary>
    public required Guarantees Guarantees { get; init; }

    /// <summary>Policy, key, and transport, without any signature.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Transport} slot of policy {Policy} for {Key} in {StoreName}, expires {ExpiresAt:u}";
}
