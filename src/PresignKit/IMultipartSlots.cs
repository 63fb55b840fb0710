namespace PresignKit;

/// <summary>
/// What a backend does for the holder of a slot whose file is sent in parts (<see cref="UploadTransport.Multipart"/>) until it is completed by
/// <see cref="IUploadVerifier"/>, or given up. No table is needed: <see cref="UploadSlot.Declaration"/> says everything.
/// </summary>
/// <remarks>PresignKit performs no authorization: check permissions before each call.</remarks>
public interface IMultipartSlots
{
    /// <summary>
    /// Signs the requests that send parts. Each is valid for the policy's lifetime, but not beyond <see cref="DeclaredUpload.EndsAt"/>. Sign a part
    /// again whenever it is sent again.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="numbers">The numbers of the parts, from 1 to <see cref="PartPlan.PartCount"/>.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>
    /// One request per number, in the order of <paramref name="numbers"/>. The holder sends exactly the bytes of the part
    /// (<see cref="PartPlan.OffsetOf"/>, <see cref="PartPlan.SizeOf"/>): the length is signed.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> or <paramref name="numbers"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// The policy no longer allows the upload; <see cref="ErrorCodes.SlotNotMultipart"/>, <see cref="ErrorCodes.PartNumberInvalid"/>, or
    /// <see cref="ErrorCodes.UploadTimeOver"/>.
    /// </exception>
    /// <exception cref="StoreException">The store's credentials are missing or expired, or it does not keep the policy now.</exception>
    ValueTask<SignedParts> SignPartsAsync(
        DeclaredUpload upload, IReadOnlyList<int> numbers, CancellationToken cancellationToken = default);

    /// <summary>Lists what the store has received, so that a client that lost its connection sends only the rest.</summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The parts by number; null: the upload was completed or aborted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException"><see cref="ErrorCodes.SlotNotMultipart"/>.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task<IReadOnlyList<ReceivedPart>?> ListPartsAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides whether the holder may go on: the policy in force still allows the upload, its time is not over, and it has neither been completed
    /// nor aborted.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>
    /// Until when: the policy's lifetime from now, but never beyond <see cref="DeclaredUpload.EndsAt"/>. Null: the upload was completed or aborted.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// The policy no longer allows the upload; <see cref="ErrorCodes.SlotNotMultipart"/> or <see cref="ErrorCodes.UploadTimeOver"/>.
    /// </exception>
    /// <exception cref="StoreException">The store refused a request, cannot be reached, or does not keep the policy now.</exception>
    Task<DateTimeOffset?> RenewAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);
}
