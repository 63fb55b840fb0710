namespace PresignKit;

/// <summary>
/// Completes uploads whose client went away after it had sent everything: all parts, or a form. The endpoints register it; a sweep calls it with the tokens
/// that <see cref="ISealedTokens"/> keeps, after it has looked at the store: everything is there, and nothing has arrived lately.
/// </summary>
/// <remarks>Sweeps and clients may complete the same slot at once.</remarks>
public interface IAbandonedUploads
{
    /// <summary>Opens a sealed token.</summary>
    /// <param name="token">The token, as it was given to <see cref="ISealedTokens.AddAsync"/>.</param>
    /// <returns>What its slot was opened for; null: it cannot be opened here, or nothing is completed on behalf of clients.</returns>
    DeclaredUpload? Open(string token);

    /// <summary>Completes the slot of a token as if its client had asked for it: the policy in force and the application decide.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Cancels the completion, as far as it can be canceled.</param>
    /// <returns>What has become of the slot. The sweep reports an exception, and the next one tries again.</returns>
    Task<AbandonedUploadResult> CompleteAsync(string token, CancellationToken cancellationToken);
}
