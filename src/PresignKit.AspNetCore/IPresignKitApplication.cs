namespace PresignKit.AspNetCore;

/// <summary>
/// The decisions that only the application can make: who may upload what, what happens to an upload that arrived, and which object an
/// ID identifies. <c>AddEndpoints</c> registers the implementation as a scoped service, so it can use a <c>DbContext</c>.
/// </summary>
/// <remarks>
/// Implement what the application does; all else is refused. For uploads, that is <see cref="AuthorizeUploadAsync"/>, <see cref="FindAcceptedAsync"/>, and
/// <see cref="AcceptAsync"/>: if endpoints for uploads are mapped, there are upload policies, and one of the three is missing, the host does not start. Where
/// that cannot be found out at start (the implementation comes from a factory, or code cannot be generated, as with Native AOT), the requests are refused.
/// </remarks>
public interface IPresignKitApplication
{
    /// <summary>
    /// Decides whether the user may open a slot. Called before anything is signed; the policy exists and allows what the client declared.
    /// </summary>
    /// <param name="ticket">The upload. It has no <see cref="UploadTicket.SlotKey"/> yet.</param>
    /// <param name="cancellationToken">Canceled when the client disconnects.</param>
    /// <returns>
    /// <see cref="UploadDecision.Allow"/>, with the values that the policy's key template asks for, or
    /// <see cref="UploadDecision.Deny"/>: the client then receives 403 with the code <see cref="EndpointErrorCodes.UploadNotAllowed"/>. The default
    /// implementation denies every upload, and the log says that this method is not implemented.
    /// </returns>
    ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.NotImplemented);

    /// <summary>
    /// Finds out whether the slot has been accepted before. Called first whenever a client completes a slot, because the object may be elsewhere
    /// by then, and called again before a completion fails, because another one may have succeeded in the meantime. Read from the database each
    /// time.
    /// </summary>
    /// <param name="ticket">The upload; <see cref="UploadTicket.SlotKey"/> identifies it.</param>
    /// <param name="cancellationToken">
    /// Canceled when the client disconnects. Never canceled after an upload was rejected, because a client cannot keep it by disconnecting.
    /// </param>
    /// <returns>
    /// The verdict that <see cref="AcceptAsync"/> returned for the accepted upload; null if the slot has not been accepted. An application
    /// that records its rejections may also return one: the client then receives it again, and what the slot wrote is deleted.
    /// </returns>
    /// <exception cref="NotSupportedException">
    /// The default implementation throws it: the client receives 500 with the code <see cref="EndpointErrorCodes.ApplicationError"/>, and nothing is deleted.
    /// </exception>
    ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => throw Missing(nameof(FindAcceptedAsync));

    /// <summary>
    /// Accepts or rejects an upload that arrived and matches what was declared. By now the slot has ended: nobody can change the object, and no
    /// other object will ever be the slot's result, also after this one has been deleted.
    /// <para>
    /// To accept it, record it here. If two requests complete a slot at the same time, this method runs for both, with the same object: make
    /// <see cref="UploadTicket.SlotKey"/> unique, and return what is on record each time.
    /// </para>
    /// <para>
    /// To reject it, return <see cref="UploadVerdict.Rejected"/>. <see cref="FindAcceptedAsync"/> is then called again, and if the slot has
    /// been accepted in the meantime, that verdict counts. Otherwise the object is deleted. Reject only for reasons that do not go away,
    /// and do not accept a slot while another request rejects it: the object could then be deleted after it was accepted. If two requests
    /// could come to different verdicts, record the rejection too.
    /// </para>
    /// </summary>
    /// <param name="ticket">The upload.</param>
    /// <param name="verified">The object that was verified, and the key to record.</param>
    /// <param name="cancellationToken">Never canceled: a client cannot undo an upload that has arrived by disconnecting.</param>
    /// <returns>
    /// <see cref="UploadVerdict.Accepted"/> with the application's own ID and the key on record, or <see cref="UploadVerdict.Rejected"/>.
    /// </returns>
    /// <remarks>
    /// If this method throws, the object stays, and the client can complete the slot again. The object must still exist when this method returns:
    /// process it afterward.
    /// </remarks>
    /// <exception cref="NotSupportedException">
    /// The default implementation throws it: the client receives 500 with the code <see cref="EndpointErrorCodes.ApplicationError"/>, and nothing is accepted.
    /// </exception>
    ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
        throw Missing(nameof(AcceptAsync));

    /// <summary>
    /// Decides about an upload whose first bytes neither fit nor contradict the declared content type. Called before <see cref="AcceptAsync"/>, and
    /// only for policies whose <see cref="UploadPolicyOptions.UnknownContent"/> is <see cref="UnknownContentRule.Ask"/>.
    /// </summary>
    /// <param name="ticket">The upload.</param>
    /// <param name="verified">The object, with what was found in <see cref="VerifiedObject.ContentFinding"/>.</param>
    /// <param name="cancellationToken">Never canceled.</param>
    /// <returns>
    /// Whether the upload may be accepted. The default implementation returns false: <see cref="RefuseAsync"/> is called, the object is deleted, and
    /// the client receives 422 with the code <see cref="ErrorCodes.ContentUnknown"/>.
    /// </returns>
    ValueTask<bool> AllowUnknownContentAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) => new(false);

    /// <summary>
    /// Tells the application that the object was deleted between its verification and its acceptance, so that what <see cref="AcceptAsync"/> has
    /// recorded must be removed. It happens when a user deletes an item while a second completion of the same slot is running. Delete an object
    /// before its record, so that this cannot be missed.
    /// </summary>
    /// <param name="ticket">The upload.</param>
    /// <param name="verdict">The verdict that <see cref="AcceptAsync"/> has returned.</param>
    /// <param name="cancellationToken">Never canceled.</param>
    /// <returns>A task that completes when the record is removed. The default implementation does nothing.</returns>
    ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Tells the application that an upload did not match what was declared, or that an inspector rejected it, before it is deleted. If this method
    /// throws, nothing is deleted. Not called for uploads that <see cref="AcceptAsync"/> rejected.
    /// </summary>
    /// <param name="ticket">The upload.</param>
    /// <param name="refusal">Why it is refused.</param>
    /// <param name="cancellationToken">Never canceled: a client cannot keep a refused object by disconnecting.</param>
    /// <returns>A task that completes when the application has handled the refusal. The default implementation does nothing.</returns>
    ValueTask RefuseAsync(UploadTicket ticket, UploadRefusal refusal, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Finds the object that an ID identifies for this user. Clients never name keys.</summary>
    /// <param name="ticket">The user and the ID.</param>
    /// <param name="cancellationToken">Canceled when the client disconnects.</param>
    /// <returns>
    /// The object and how it is downloaded. Null if there is none or the user may not read it: in both cases the client receives 404 with
    /// the code <see cref="EndpointErrorCodes.NotFound"/>. The default implementation always returns null.
    /// </returns>
    ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) => new((DownloadTarget?)null);

    /// <summary>
    /// Decides whether the user may play a stream, and what its playlists may name. Called for each request of <c>MapPresignKitPlaylists</c>, also for
    /// each playlist that another one names, so that a user whose right was withdrawn gets no more signed URLs.
    /// </summary>
    /// <param name="ticket">The user, the ID, and the path below the root.</param>
    /// <param name="cancellationToken">Canceled when the client disconnects.</param>
    /// <returns>
    /// The grant: <see cref="PlaylistGrant.Playlist"/> is the stream's main playlist; if the ticket has a path, the playlist under the root is served instead. Null
    /// if there is no such stream or the user may not play it: in both cases the client receives 404 with the code
    /// <see cref="EndpointErrorCodes.NotFound"/>. The default implementation always returns null.
    /// </returns>
    ValueTask<PlaylistGrant?> ResolvePlaylistAsync(PlaylistTicket ticket, CancellationToken cancellationToken) => new((PlaylistGrant?)null);

    /// <summary>Decides whether the user may have a decryption key (<c>EXT-X-KEY</c>, <c>EXT-X-SESSION-KEY</c>), and finds it.</summary>
    /// <param name="ticket">The user, the ID, and the path of the key below the root, as the playlist names it.</param>
    /// <param name="cancellationToken">Canceled when the client disconnects.</param>
    /// <returns>
    /// The key. Null if there is none or the user may not have it: in both cases the client receives 404 with the code
    /// <see cref="EndpointErrorCodes.NotFound"/>. The default implementation always returns null.
    /// </returns>
    ValueTask<PlaylistKey?> ResolvePlaylistKeyAsync(PlaylistTicket ticket, CancellationToken cancellationToken) => new((PlaylistKey?)null);

    private NotSupportedException Missing(string method) => new(
        $"{GetType()} does not implement IPresignKitApplication.{method}, so no upload can be completed. Implement it together with AuthorizeUploadAsync.");
}
