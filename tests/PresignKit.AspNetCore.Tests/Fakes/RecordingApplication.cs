using System.Collections.Concurrent;

namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>An application with a catalogue in memory: each upload belongs to the user who made it.</summary>
internal sealed class RecordingApplication : IPresignKitApplication
{
    private readonly ConcurrentDictionary<string, (string Id, CompletedUpload Upload)> _catalogue = new(StringComparer.Ordinal);
    private int _ids;

    public ConcurrentQueue<UploadAttempt> Attempts { get; } = [];

    public ConcurrentQueue<CompletedUpload> Accepted { get; } = [];

    public ConcurrentQueue<RefusedUpload> Refused { get; } = [];

    public int CatalogueSize => _catalogue.Count;

    public Func<UploadAttempt, UploadDecision> Decide { get; set; } = _ => UploadDecision.Allow();

    public Exception? AcceptFails { get; set; }

    public DownloadRequest DownloadRequest { get; set; } = new();

    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadAttempt attempt, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(attempt);
        return new(Decide(attempt));
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadAttempt attempt, CancellationToken cancellationToken)
    {
        var row = _catalogue.Values.FirstOrDefault(r => r.Id == attempt.Id && r.Upload.UserId == attempt.UserId);
        return new(row.Upload is null ? null : new DownloadTarget(row.Upload.Key, DownloadRequest, row.Upload.Store));
    }

    public ValueTask<UploadReceipt> AcceptAsync(CompletedUpload upload, CancellationToken cancellationToken)
    {
        Accepted.Enqueue(upload);
        if (AcceptFails is not null)
        {
            throw AcceptFails;
        }

        return new(Receipt(_catalogue.GetOrAdd(upload.SlotKey.Value, _ => ($"upload-{Interlocked.Increment(ref _ids)}", upload))));
    }

    public ValueTask<UploadReceipt?> FindAcceptedAsync(CompletionAttempt attempt, CancellationToken cancellationToken) =>
        new(_catalogue.TryGetValue(attempt.SlotKey.Value, out var row) && row.Upload.UserId == attempt.UserId ? Receipt(row) : null);

    private static UploadReceipt Receipt((string Id, CompletedUpload Upload) row) =>
        new(row.Id, row.Upload.Key, new Dictionary<string, string> { ["title"] = row.Upload.FileName });

    public ValueTask RefuseAsync(RefusedUpload upload, CancellationToken cancellationToken)
    {
        Refused.Enqueue(upload);
        return default;
    }
}
