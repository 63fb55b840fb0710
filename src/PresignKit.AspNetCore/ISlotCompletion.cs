using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>
/// Completes slots in the application's own code, for clients that do not call <c>POST /slots/complete</c>: a form that submits the <c>signed_id</c> of Active
/// Storage, or the key of a file that Uppy sent by a form. Nothing else completes their uploads. A scoped service of <c>AddEndpoints</c>.
/// </summary>
/// <remarks>
/// The same as with <c>POST /slots/complete</c> happens: the upload is verified, and <see cref="IPresignKitApplication"/> accepts or rejects it. Completing an
/// accepted slot again returns the same result.
/// </remarks>
public interface ISlotCompletion
{
    /// <summary>Completes a slot by its token, such as the <c>signed_id</c> in a form.</summary>
    /// <param name="token">The token, as the client sent it.</param>
    /// <param name="user">The user who makes the request. A token of another one is refused.</param>
    /// <param name="cancellationToken">Cancels the completion until the slot has ended.</param>
    /// <returns>The accepted upload, or why it was refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> or <paramref name="user"/> is null.</exception>
    /// <remarks>Exceptions of the application's own code are not caught.</remarks>
    Task<SlotCompletionResult> CompleteAsync(string token, ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Completes a slot by the key that it writes: the field <c>key</c> of a form that <c>MapUppyCompanion</c> has issued.</summary>
    /// <param name="policy">The name of the upload policy, as it was given to <c>MapUppyCompanion</c>.</param>
    /// <param name="key">The key, as the client sent it.</param>
    /// <param name="user">The user who makes the request. An upload of another one is refused.</param>
    /// <param name="cancellationToken">Cancels the completion until the slot has ended.</param>
    /// <returns>The accepted upload, or why it was refused.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="cancellationToken"/> is null.</exception>
    /// <remarks>Exceptions of the application's own code are not caught.</remarks>
    Task<SlotCompletionResult> CompleteByKeyAsync(
        string policy, string key, ClaimsPrincipal user, CancellationToken cancellationToken = default);
}
