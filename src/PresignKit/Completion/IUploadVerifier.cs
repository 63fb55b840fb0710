using PresignKit.Errors;

namespace PresignKit.Completion;

/// <summary>Looks at what really arrived under a slot's key: the third time that a policy is enforced.</summary>
public interface IUploadVerifier
{
    /// <summary>
    /// Compares the object with what was declared: size, content type, and its first bytes against that type, all of one
    /// version. An object that differs is deleted before this returns <see cref="VerificationOutcome.Refused"/>.
    /// </summary>
    /// <param name="upload">What the slot was issued for.</param>
    /// <param name="cancellationToken">Cancels the look; a deletion that was decided is carried out.</param>
    /// <returns>What was found. The same object gives the same answer, however often it is asked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="PolicyViolationException">
    /// The policy in force no longer allows what was declared: it is gone (<see cref="ErrorCodes.UnknownPolicy"/>), belongs to
    /// another store by now (<see cref="ErrorCodes.PolicyOfOtherStore"/>), or was tightened. The object is left alone: the
    /// application may have accepted it while the policy still allowed it.
    /// </exception>
    /// <exception cref="PresignException">The store refused or could not be reached.</exception>
    ValueTask<UploadVerification> VerifyAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);
}
