using PresignKit.AspNetCore;

namespace PresignKit.AotWeb;

/// <summary>Allows everything but one name, and keeps its catalogue in memory.</summary>
internal sealed class MediaApplication(Catalogue catalogue) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadAttempt attempt, CancellationToken cancellationToken) =>
        new(attempt.FileName == "forbidden.mp4" ? UploadDecision.Deny("Not this one.") : UploadDecision.Allow());

    public ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        var id = Id(upload.SlotKey);
        return new(new UploadReceipt(id, catalogue.GetOrAdd(id, upload).Key));
    }

    public ValueTask<UploadReceipt?> FindAcceptedAsync(CompletionAttempt attempt, CancellationToken cancellationToken) =>
        new(catalogue.TryGetValue(Id(attempt.SlotKey), out var upload) ? new UploadReceipt(Id(attempt.SlotKey), upload.Key) : null);

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadAttempt attempt, CancellationToken cancellationToken) =>
        new(catalogue.TryGetValue(attempt.Id, out var upload)
            ? new DownloadTarget(upload.Key, new DownloadRequest { FileName = upload.FileName })
            : null);

    public ValueTask RefuseAsync(RefusedUpload upload, CancellationToken cancellationToken) => default;

    private static string Id(ObjectKey slotKey) => Path.GetFileNameWithoutExtension(slotKey.Value);
}
