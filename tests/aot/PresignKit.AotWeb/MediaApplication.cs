using PresignKit.AspNetCore;

namespace PresignKit.AotWeb;

/// <summary>Allows everything but one name, and keeps its catalogue in memory.</summary>
internal sealed class MediaApplication(Catalogue catalogue) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadAttempt attempt, CancellationToken cancellationToken) =>
        new(attempt.FileName == "forbidden.mp4" ? UploadDecision.Deny("Not this one.") : UploadDecision.Allow());

    public ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        var id = Path.GetFileNameWithoutExtension(upload.Key.Value);
        catalogue[id] = upload;
        return new(new UploadReceipt(id));
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadAttempt attempt, CancellationToken cancellationToken) =>
        new(catalogue.TryGetValue(attempt.Id, out var upload)
            ? new DownloadTarget(upload.Key, new DownloadRequest { FileName = upload.FileName })
            : null);

    public ValueTask RefuseAsync(RefusedUpload upload, CancellationToken cancellationToken) => default;
}
