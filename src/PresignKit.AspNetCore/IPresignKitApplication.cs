namespace PresignKit.AspNetCore;

/// <summary>
/// What only the application can decide: who may upload what, which object an id stands for, and what happens with an upload
/// that arrived. Registered by <c>AddEndpoints</c> as a scoped service, so it may take a <c>DbContext</c>.
/// </summary>
public interface IPresignKitApplication
{
    /// <summary>May this user open this slot? Asked before anything is signed; the policy exists and allows what was declared.</summary>
    /// <param name="attempt">Who asks for what.</param>
    /// <param name="cancellationToken">Cancelled when the client hangs up.</param>
    /// <returns>
    /// <see cref="UploadDecision.Allow"/>, with the values that the policy's key template asks for, or
    /// <see cref="UploadDecision.Deny"/>, which answers 403 <see cref="EndpointErrorCodes.UploadNotAllowed"/>.
    /// </returns>
    ValueTask<UploadDecision> AuthorizeUploadAsync(UploadAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Which object does this id stand for, for this user? Clients never name keys.</summary>
    /// <param name="attempt">Who asks for which id.</param>
    /// <param name="cancellationToken">Cancelled when the client hangs up.</param>
    /// <returns>
    /// The object and how it is downloaded; null where there is none or the user may not read it, which answer alike: 404
    /// <see cref="EndpointErrorCodes.NotFound"/>.
    /// </returns>
    ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadAttempt attempt, CancellationToken cancellationToken);

    /// <summary>
    /// An upload arrived and is what was declared. Record it here. Called again for the same key whenever a client completes a
    /// slot again, also twice at once: make the key unique, and give the same id each time.
    /// </summary>
    /// <param name="upload">The verified upload.</param>
    /// <param name="cancellationToken">Cancelled when the client hangs up.</param>
    /// <returns>The application's own id of the upload.</returns>
    /// <remarks>Where this throws, the object stays and the client may complete the slot again.</remarks>
    ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken);

    /// <summary>An upload arrived, was not what was declared, and has been deleted. There is nothing to undo in the store.</summary>
    /// <param name="upload">The refused upload.</param>
    /// <param name="cancellationToken">Cancelled when the client hangs up.</param>
    /// <returns>A task that ends when the application has taken note.</returns>
    ValueTask RefuseAsync(RefusedUpload upload, CancellationToken cancellationToken);
}
