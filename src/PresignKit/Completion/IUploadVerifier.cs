namespace PresignKit;

/// <summary>Looks at what really arrived under a slot's key: the third time that a policy is enforced.</summary>
public interface IUploadVerifier
{
    /// <summary>
    /// Compares the object with what was declared: size, content type, and its first bytes against that type, all of one
    /// version. An object that differs is deleted before this returns <see cref="VerificationOutcome.Refused"/>. Where the policy
    /// freezes uploads (<see cref="UploadPolicy.Freeze"/>), exactly the version that was looked at is then copied to
    /// <see cref="UploadVerification.Key"/>, which no slot can write; the slot's own object stays until
    /// <see cref="SettleAsync"/>.
    /// </summary>
    /// <param name="upload">What the slot was issued for.</param>
    /// <param name="cancellationToken">Cancels the look; a deletion or a copy that was decided is carried out.</param>
    /// <returns>What was found. The same object gives the same answer, however often it is asked before it is settled.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// The policy in force no longer allows what was declared: it is gone (<see cref="ErrorCodes.UnknownPolicy"/>), belongs to
    /// another store by now (<see cref="ErrorCodes.PolicyOfOtherStore"/>), or was tightened. The object is left alone: the
    /// application may have accepted it while the policy still allowed it.
    /// </exception>
    /// <exception cref="StoreException">The store refused or could not be reached.</exception>
    ValueTask<UploadVerification> VerifyAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cleans up once the application has recorded an upload: deletes what the slot wrote, where the application keeps its frozen
    /// copy, and the copy of this verification, where the application had accepted another version of the slot before. Call it
    /// again whenever a client completes an accepted slot again: so a second upload under the slot's key goes, too.
    /// </summary>
    /// <param name="upload">What the slot was issued for.</param>
    /// <param name="accepted">The key that the application has on record for the slot. The object under it is never touched.</param>
    /// <param name="verified">
    /// The <see cref="UploadVerification.Key"/> of the verification that led here; null where none did, since the slot had been
    /// accepted before.
    /// </param>
    /// <param name="cancellationToken">Cancels the deletions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> or <paramref name="accepted"/> is null.</exception>
    /// <exception cref="StoreException">The store refused or could not be reached. What was accepted stays accepted.</exception>
    ValueTask SettleAsync(DeclaredUpload upload, ObjectKey accepted, ObjectKey? verified = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes what a slot wrote that the application has not accepted: because it rejected the upload, or because nobody can complete
    /// the slot anymore. Ask the application first.
    /// </summary>
    /// <param name="upload">What the slot was issued for.</param>
    /// <param name="verified">
    /// The <see cref="UploadVerification.Key"/> of the verification whose result the application rejected: a frozen copy is deleted too.
    /// Null if there was no verification.
    /// </param>
    /// <param name="cancellationToken">Cancels the deletions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="StoreException">The store refused or could not be reached.</exception>
    ValueTask DiscardAsync(DeclaredUpload upload, ObjectKey? verified = null, CancellationToken cancellationToken = default);
}
