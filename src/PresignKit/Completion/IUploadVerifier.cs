namespace PresignKit;

/// <summary>Verifies what was actually uploaded with a slot: the third time that a policy is enforced.</summary>
public interface IUploadVerifier
{
    /// <summary>
    /// Ends the right to write, and compares what came through the slot with what was declared: size, content type, and first bytes; then calls the
    /// inspectors (<see cref="IUploadInspector"/>). What is judged can no longer be changed by anybody: the object of an upload that this call
    /// has completed, or a copy under a key that no slot can write (<see cref="UploadPolicyOptions.FrozenPrefix"/>). Nothing that a client uploaded is deleted.
    /// </summary>
    /// <param name="upload">What the slot was opened for: <see cref="UploadSlot.Declaration"/>.</param>
    /// <param name="cancellationToken">Cancels the verification; a step that ends the slot is carried out.</param>
    /// <returns>
    /// The result. Verified again, or at the same time, a slot has the same result: once verified, never another object; and once its object
    /// has been deleted, <see cref="VerificationOutcome.Ended"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// The policy no longer allows what was declared: it does not exist any more (<see cref="ErrorCodes.UnknownPolicy"/>), belongs to another
    /// store now (<see cref="ErrorCodes.PolicyOfOtherStore"/>), or was tightened. The object is left alone, because the application may have
    /// accepted it while the policy still allowed it.
    /// </exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task<UploadVerification> VerifyAsync(DeclaredUpload upload, CancellationToken cancellationToken) =>
        VerifyAsync(upload, checksums: null, cancellationToken);

    /// <summary>
    /// As without checksums, and compares what the store received with what the client says that it sent. That finds what happened on the way, never
    /// a client that lies, because it reports the checksums itself.
    /// </summary>
    /// <param name="upload">What the slot was opened for: <see cref="UploadSlot.Declaration"/>.</param>
    /// <param name="checksums">What the client reports; null: nothing, so that nothing is compared.</param>
    /// <param name="cancellationToken">Cancels the verification; a step that ends the slot is carried out.</param>
    /// <returns>
    /// As without checksums; also <see cref="VerificationOutcome.PartsDiffer"/>, while the file or its parts can still be sent again, or else
    /// <see cref="VerificationOutcome.Damaged"/>. Neither is on record: verified again without checksums, the same bytes count.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// As without checksums; <see cref="ErrorCodes.TransferChecksumsInvalid"/>: they are malformed, not one for each part, or of an algorithm that the
    /// store cannot be compared with.
    /// </exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task<UploadVerification> VerifyAsync(
        DeclaredUpload upload, TransferChecksums? checksums = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the right to write on behalf of a client that gives up, and deletes what the slot has received so far. What has been completed stays:
    /// the application may have accepted it.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>
    /// False: the upload has been completed already. A slot without an upload of its own can be written until its request expires, whatever was deleted.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task<bool> AbortAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finishes after the application has recorded an upload: copies it to <see cref="DeclaredUpload.Destination"/>, if there is one, and
    /// deletes what else the slot wrote. Call it again whenever a client completes an accepted slot again.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="accepted">
    /// The key that the application has recorded for the slot: the destination, or else the <see cref="UploadVerification.Key"/> of a verification.
    /// </param>
    /// <param name="verification">The preceding verification; null: there was none, because the slot had already been accepted.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>
    /// False: the object was deleted after it was verified, so what the application has just recorded must be withdrawn. Always true if
    /// <paramref name="verification"/> is null.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> or <paramref name="accepted"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// Completion never returned <paramref name="accepted"/> for the slot, or the slot has a destination, and <paramref name="accepted"/> is another
    /// key. Nothing is deleted.
    /// </exception>
    /// <exception cref="PolicyViolationException">
    /// The slot has a destination, and its policy is no longer in force (<see cref="ErrorCodes.UnknownPolicy"/>). Nothing is deleted.
    /// </exception>
    /// <exception cref="StoreException">
    /// The store refused a request or cannot be reached. What was accepted stays accepted; with a destination, it is there only after a call that
    /// succeeded. <see cref="ErrorCodes.DestinationChanged"/>: the object to replace (<see cref="UploadRequest.Replaces"/>) is not there anymore, so
    /// that nothing was written; withdraw what was recorded.
    /// </exception>
    Task<bool> SettleAsync(
        DeclaredUpload upload, ObjectKey accepted, UploadVerification? verification = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes what a slot wrote that the application has not accepted: because the verification refused it, because the application rejected it, or
    /// because the slot can no longer be completed. Make sure first that the application has not accepted it. Only what was judged is deleted,
    /// and the slot's own object last, so that a call that failed can be repeated.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="verification">The verification that refused the upload, or whose result the application rejected; null: there was none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task DiscardAsync(DeclaredUpload upload, UploadVerification? verification = null, CancellationToken cancellationToken = default);
}
