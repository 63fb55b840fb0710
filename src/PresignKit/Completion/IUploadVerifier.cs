namespace PresignKit;

/// <summary>Verifies what was actually uploaded with a slot: the third time that a policy is enforced.</summary>
public interface IUploadVerifier
{
    /// <summary>
    /// Compares the object with what was declared: size, content type, and whether its first bytes match that type, all of the same version.
    /// An object that differs is deleted before this returns <see cref="VerificationOutcome.Refused"/>. If the policy freezes uploads
    /// (<see cref="UploadPolicyOptions.Freeze"/>), exactly the verified version is then copied to <see cref="UploadVerification.Key"/>, which
    /// no slot can write; the slot's own object stays until <see cref="SettleAsync"/>.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="cancellationToken">Cancels the verification; a deletion or a copy that has begun is carried out.</param>
    /// <returns>The result. Until it is settled, the same object leads to the same result, however often it is verified.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// The policy no longer allows what was declared: it does not exist any more (<see cref="ErrorCodes.UnknownPolicy"/>), belongs to another
    /// store now (<see cref="ErrorCodes.PolicyOfOtherStore"/>), or was tightened. The object is left alone, because the application may have
    /// accepted it while the policy still allowed it.
    /// </exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task<UploadVerification> VerifyAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cleans up after the application has recorded an upload: deletes the slot's own object if the application keeps its frozen copy, and
    /// this verification's copy if the application had already accepted another version of the slot. Call it again whenever a client
    /// completes an accepted slot again, so that a second upload under the slot's key is deleted, too.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="accepted">The key that the application has recorded for the slot. The object under it is never touched.</param>
    /// <param name="verified">
    /// The <see cref="UploadVerification.Key"/> of the preceding verification; null: there was none, because the slot had already been
    /// accepted.
    /// </param>
    /// <param name="cancellationToken">Cancels the deletions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> or <paramref name="accepted"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="accepted"/> is neither the slot's key, nor <paramref name="verified"/>, nor the key of a frozen copy of the slot.
    /// Nothing is deleted.
    /// </exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached. What was accepted stays accepted.</exception>
    Task SettleAsync(DeclaredUpload upload, ObjectKey accepted, ObjectKey? verified = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes what a slot wrote that the application has not accepted: because it rejected the upload, or because the slot
    /// can no longer be completed. Make sure first that the application has not accepted it. The slot's own object is deleted last, so
    /// that a call that failed can be repeated; and only if it is still the version that was verified.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="verification">
    /// The verification whose result the application rejected: its frozen copy is deleted too. Null if there was none; then whatever is
    /// under the slot's key is deleted, with the frozen copy of that version.
    /// </param>
    /// <param name="cancellationToken">Cancels the deletions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    /// <remarks>
    /// If the store is not known to copy exactly one version (<see cref="StoreProfile.ConditionalCopy"/>), each copy has a random key, and
    /// only the one of <paramref name="verification"/> can be found again. No lifecycle rule may expire the folder of frozen uploads,
    /// so delete the objects there whose keys the application does not have on record.
    /// </remarks>
    Task DiscardAsync(DeclaredUpload upload, UploadVerification? verification = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes the copy that a verification made if no other verification can have returned its key, as on stores that are not known to
    /// copy exactly one version (<see cref="StoreProfile.ConditionalCopy"/>). The slot's own object stays, so the client can complete the
    /// slot again. Call it if the application failed to record the result; make sure first that it has not recorded it.
    /// </summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="verification">The verification whose result the application has not recorded.</param>
    /// <param name="cancellationToken">Cancels the deletion.</param>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> or <paramref name="verification"/> is null.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task AbandonAsync(DeclaredUpload upload, UploadVerification verification, CancellationToken cancellationToken = default);
}
