using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalog;
using PresignKit.Sample.Media.Library;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>The decisions of this application: who may upload, what happens to a verified upload, and what may be downloaded.</summary>
internal sealed class MediaUploads(MediaCatalog catalog, AcceptedVideos videos, AcceptedTranscripts transcripts, StreamDelivery delivery)
    : IPresignKitApplication
{
    public async ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        if (ticket.UserId is not { } userId)
        {
            return UploadDecision.Deny("Sign in first.");
        }

        // A transcript belongs to a video, and the video must belong to the user.
        if (ticket.Policy == MediaPolicies.Transcript
            && (!ticket.Context.TryGetValue(AcceptedTranscripts.MediaId, out var mediaId)
                || await catalog.FindAsync(userId, mediaId, cancellationToken) is null))
        {
            return UploadDecision.Deny("The video is not in your library.");
        }

        return UploadDecision.Allow(new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = userId });
    }

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        ticket.Policy == MediaPolicies.Transcript
            ? transcripts.FindAsync(ticket, cancellationToken)
            : videos.FindAsync(ticket.SlotKey, cancellationToken);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
        ticket.Policy == MediaPolicies.Transcript
            ? transcripts.AcceptAsync(ticket, verified, cancellationToken)
            : videos.AcceptAsync(ticket, verified, cancellationToken);

    public async ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken) =>
        await (ticket.Policy == MediaPolicies.Transcript
            ? transcripts.WithdrawAsync(ticket, cancellationToken)
            : videos.WithdrawAsync(ticket, cancellationToken));

    public async ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) =>
        await catalog.FindAsync(ticket.UserId, ticket.Id, cancellationToken) is { } item
            ? new DownloadTarget(
                new ObjectKey(item.Key),
                new DownloadRequest { Policy = MediaPolicies.Save, FileName = item.FileName, ContentType = item.ContentType })
            : null;

    public async ValueTask<PlaylistGrant?> ResolvePlaylistAsync(PlaylistTicket ticket, CancellationToken cancellationToken)
    {
        var (mediaId, policy) = StreamAddress.Read(ticket.Id);
        return await catalog.FindAsync(ticket.UserId, mediaId, cancellationToken) is { StreamState: StreamState.Ready }
            ? new()
            {
                Playlist = new ObjectKey(StreamFolder.Of(mediaId) + StreamFolder.MainPlaylist),
                Root = StreamFolder.Of(mediaId),
                StoreName = delivery.StoreName,

                // From a CDN, one signature covers the whole stream. A bucket has a signature for each segment.
                Request = new() { Policy = policy, SharedFolder = StreamFolder.Of(mediaId) },
            }
            : null;
    }
}
