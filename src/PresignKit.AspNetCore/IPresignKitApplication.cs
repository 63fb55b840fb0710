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
    /// Has this slot been accepted before? Asked first whenever a client completes a slot, since what the slot wrote may be gone by
    /// then; and again before a completion fails, since another may have succeeded meanwhile.
    /// </summary>
    /// <param name="attempt">Who completes which slot; <see cref="CompletionAttempt.SlotKey"/> tells them apart.</param>
    /// <param name="cancellationToken">Cancelled when the client hangs up.</param>
    /// <returns>What <see cref="AcceptAsync"/> answered then; null where the slot has not been accepted.</returns>
    ValueTask<UploadReceipt?> FindAcceptedAsync(CompletionAttempt attempt, CancellationToken cancellationToken);

    /// <summary>
    /// An upload arrived and is what was declared. Record it here: the first one of each slot, for all time. Called again for the
    /// same slot where clients complete it twice at once, perhaps with another version under another
    /// <see cref="CompletedUpload.Key"/>: make <see cref="CompletedUpload.SlotKey"/> unique, and answer what is on record each time.
    /// </summary>
    /// <param name="upload">The verified upload.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the client hangs up; not where the upload was frozen, since the copy is there and waits to be recorded.
    /// </param>
    /// <returns>
    /// The application's own id of the upload, and the key on record. Where that is another key than
    /// <see cref="CompletedUpload.Key"/>, another version was first, and this one is deleted.
    /// </returns>
    /// <remarks>Where this throws, the object stays and the client may complete the slot again.</remarks>
    ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken);

    /// <summary>
    /// An upload arrived, was not what was declared, and has been deleted. There is nothing to undo in the store. It is the upload
    /// that is refused: the slot stays open, and a right one may follow.
    /// </summary>
    /// <param name="upload">The refused upload.</param>
    /// <param name="cancellationToken">Never cancelled: the deletion is done, and this is the only time it is told.</param>
    /// <returns>A task that ends when the application has taken note.</returns>
    ValueTask RefuseAsync(RefusedUpload upload, CancellationToken cancellationToken);
}
