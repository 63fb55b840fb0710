namespace PresignKit;

/// <summary>What an application asks for when it opens a slot. Whatever a client declared is untrusted until the policy has accepted it.</summary>
public sealed record UploadRequest
{
    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The client's name for the file. It becomes part of a key only through <c>{filename}</c> and <c>{ext}</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// The content type that the client declared. If it is missing or unspecific, as for files that the browser does not recognize, the file
    /// name's extension determines it.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// The exact size in bytes. It can be null only if the policy allows that (<see cref="UploadPolicyOptions.AllowUnknownSize"/>): the file may then have
    /// any size within the policy's limits.
    /// </summary>
    /// <value>Null: nobody knows it yet.</value>
    public required long? Size { get; init; }

    /// <summary>
    /// The most bytes that this upload may have, such as what is left of a user's quota, if that is less than the policy's
    /// <see cref="UploadPolicyOptions.MaximumSize"/>. Never take it from the client's request.
    /// </summary>
    /// <value>Null: as many as the policy allows.</value>
    public long? MaximumSize { get; init; }

    /// <summary>
    /// The checksum of the file, if the policy requires or the client offers one. The holder of the slot sends it as <c>x-amz-checksum-*</c>, and the store
    /// refuses other bytes, or completion does; the slot's <see cref="Guarantees.Checksum"/> says which. A SHA-256 that nobody compares is reported as
    /// such; any other checksum is refused then (<see cref="ErrorCodes.ChecksumNotAvailable"/>).
    /// </summary>
    /// <value>Null: none.</value>
    public FileChecksum? Checksum { get; init; }

    /// <summary>
    /// The MD5 of the file in base64, if the client computes nothing better, as Active Storage does. The PUT then carries it (<c>Content-MD5</c>), and the
    /// store refuses other bytes. That guards against accidents, not against the client. It is never left out: a slot that cannot carry it is refused
    /// (<see cref="ErrorCodes.ChecksumNotAvailable"/>).
    /// </summary>
    public string? ContentMd5 { get; init; }

    /// <summary>
    /// How the client can send the file. Policy, store, and size choose among these. A file that is larger than the policy's
    /// <see cref="UploadPolicyOptions.PartSize"/> is sent in parts if the client and the store can, and every file over 5 GiB.
    /// </summary>
    /// <value><see cref="UploadTransport.Put"/> and <see cref="UploadTransport.Post"/>.</value>
    public IReadOnlyCollection<UploadTransport> Transports { get; init; } = [UploadTransport.Put, UploadTransport.Post];

    /// <summary>
    /// The size in bytes of each part but the last, if the client has already decided how it cuts files: <see cref="PartPlan.MinimumPartSize"/> to
    /// <see cref="PartPlan.MaximumPartSize"/>, with at most <see cref="PartPlan.MaximumCount"/> parts. Has no effect on a file that is sent in one request.
    /// </summary>
    /// <value>Null: the policy's <see cref="UploadPolicyOptions.PartSize"/>, or more if there would be too many parts.</value>
    public long? PartSize { get; init; }

    /// <summary>The application's own values for the key template, such as <c>tenant</c> and <c>user</c>. Never take them from the client's request.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> KeyValues { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Metadata to store with the object; the policy lists the names it allows. Values are printable ASCII.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// The key under which the application keeps the object, such as <c>avatars/42.png</c>, where an older one may be replaced. The holder
    /// of the slot never writes it: on acceptance, the backend copies the verified object there. Never take it from the client's request.
    /// </summary>
    /// <value>Null: the object stays under the key that completion reports.</value>
    public ObjectKey? Destination { get; init; }

    /// <summary>
    /// The ETag, including its quotes, of the object under <see cref="Destination"/> that the upload replaces, as
    /// <see cref="ObjectProperties.ETag"/> has it. On acceptance, the store writes the destination only if exactly this object is still there (S3:
    /// <c>If-Match</c>); otherwise nothing is written, and settling the slot fails with <see cref="ErrorCodes.DestinationChanged"/>. So of two users who
    /// replace the same object, the second does not undo what the first has done. The policy must allow it
    /// (<see cref="UploadPolicyOptions.AllowReplacing"/>), and the holder of the slot sends nothing for it.
    /// </summary>
    /// <value>Null: whatever is under the destination is replaced.</value>
    public string? Replaces { get; init; }

    /// <summary>How long the slot is valid: 1 second to the policy's lifetime.</summary>
    /// <value>Null: the policy's lifetime.</value>
    public TimeSpan? Lifetime { get; init; }
}
