using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalogue;
using PresignKit.Sample.Media.Media;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>What PresignKit asks this application: may this user upload, what may be downloaded, and what becomes of a verified upload.</summary>
internal sealed class MediaUploads(MediaCatalogue catalogue, AcceptedVideos videos, AcceptedTranscripts transcripts)
    : IPresignKitApplication
{
    public async ValueTask<UploadDecision> AuthorizeUploadAsync(UploadAttempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.UserId is not { } userId)
        {
            return UploadDecision.Deny("Sign in first.");
        }

        // A transcript belongs to a video, and the video to whoever asks.
        if (attempt.Policy == MediaPolicies.Transcript
            && (!attempt.Context.TryGetValue(AcceptedTranscripts.MediaId, out var mediaId)
                || await catalogue.FindAsync(userId, mediaId, cancellationToken) is null))
        {
            return UploadDecision.Deny("The video is not in your library.");
        }

        return UploadDecision.Allow(new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = userId });
    }

    public async ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadAttempt attempt, CancellationToken cancellationToken) =>
        await catalogue.FindAsync(attempt.UserId, attempt.Id, cancellationToken) is { } item
            ? new DownloadTarget(
                new ObjectKey(item.Key),
                new DownloadRequest { Policy = MediaPolicies.Save, FileName = item.FileName, ContentType = item.ContentType })
            : null;

    public ValueTask<UploadReceipt?> FindAcceptedAsync(CompletionAttempt attempt, CancellationToken cancellationToken) =>
        attempt.Policy == MediaPolicies.Transcript
            ? transcripts.FindAsync(attempt, cancellationToken)
            : videos.FindAsync(attempt.SlotKey, cancellationToken);

    public ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken) =>
        upload.Policy == MediaPolicies.Transcript
            ? transcripts.AcceptAsync(upload, cancellationToken)
            : videos.AcceptAsync(upload, cancellationToken);

    // The refused object is gone already, and nothing here knows of it.
    public ValueTask RefuseAsync(RefusedUpload upload, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
