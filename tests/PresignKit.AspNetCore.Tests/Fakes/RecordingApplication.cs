using System.Collections.Concurrent;

namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>An application with a catalog in memory: each upload belongs to the user who made it.</summary>
internal sealed class RecordingApplication : IPresignKitApplication
{
    private readonly ConcurrentDictionary<string, (string Id, UploadTicket Ticket, VerifiedObject Verified)> _catalog = new(StringComparer.Ordinal);
    private int _ids;

    public ConcurrentQueue<UploadTicket> Authorized { get; } = [];

    public ConcurrentQueue<(UploadTicket Ticket, VerifiedObject Verified)> Accepted { get; } = [];

    public ConcurrentQueue<(UploadTicket Ticket, UploadRefusal Refusal)> Refused { get; } = [];

    public ConcurrentQueue<(UploadTicket Ticket, UploadVerdict Verdict)> Withdrawn { get; } = [];

    public Exception? RefuseFails { get; set; }

    /// <summary>Called by RefuseAsync.</summary>
    public Func<UploadTicket, Task> Refusing { get; set; } = _ => Task.CompletedTask;

    public int CatalogSize => _catalog.Count;

    public Func<UploadTicket, UploadDecision> Decide { get; set; } = _ => UploadDecision.Allow();

    /// <summary>Runs before <see cref="Decide"/>.</summary>
    public Func<CancellationToken, Task> DecideAsync { get; set; } = _ => Task.CompletedTask;

    public Exception? AcceptFails { get; set; }

    /// <summary>Called by AcceptAsync before anything is recorded; a verdict that it returns counts.</summary>
    public Func<UploadTicket, VerifiedObject, Task<UploadVerdict?>> Reject { get; set; } = (_, _) => Task.FromResult<UploadVerdict?>(null);

    public Exception? FindFails { get; set; }

    /// <summary>A rejection that the application has on record for every slot.</summary>
    public UploadVerdict? RecordedRejection { get; set; }

    /// <summary>The tokens that AcceptAsync and FindAcceptedAsync were called with.</summary>
    public ConcurrentQueue<CancellationToken> Tokens { get; } = [];

    public DownloadRequest DownloadRequest { get; set; } = new();

    /// <summary>Who may play what.</summary>
    public Func<PlaylistTicket, PlaylistGrant?> Playlists { get; set; } = _ => null;

    /// <summary>Who may have which decryption key.</summary>
    public Func<PlaylistTicket, PlaylistKey?> PlaylistKeys { get; set; } = _ => null;

    public async ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        Authorized.Enqueue(ticket);
        await DecideAsync(cancellationToken);
        return Decide(ticket);
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken)
    {
        var row = _catalog.Values.FirstOrDefault(r => r.Id == ticket.Id && r.Ticket.UserId == ticket.UserId);
        return new(row.Ticket is null ? null : new DownloadTarget(row.Verified.Key, DownloadRequest, row.Ticket.StoreName));
    }

    public ValueTask<PlaylistGrant?> ResolvePlaylistAsync(PlaylistTicket ticket, CancellationToken cancellationToken) => new(Playlists(ticket));

    public ValueTask<PlaylistKey?> ResolvePlaylistKeyAsync(PlaylistTicket ticket, CancellationToken cancellationToken) => new(PlaylistKeys(ticket));

    public async ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        Accepted.Enqueue((ticket, verified));
        Tokens.Enqueue(cancellationToken);
        if (AcceptFails is not null)
        {
            throw AcceptFails;
        }

        return await Reject(ticket, verified)
            ?? Verdict(_catalog.GetOrAdd(ticket.SlotKey.Value, _ => ($"upload-{Interlocked.Increment(ref _ids)}", ticket, verified)));
    }

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        Tokens.Enqueue(cancellationToken);
        if (FindFails is not null)
        {
            throw FindFails;
        }

        return new(_catalog.TryGetValue(ticket.SlotKey.Value, out var row) && row.Ticket.UserId == ticket.UserId ? Verdict(row) : RecordedRejection);
    }

    public async ValueTask RefuseAsync(UploadTicket ticket, UploadRefusal refusal, CancellationToken cancellationToken)
    {
        if (RefuseFails is not null)
        {
            throw RefuseFails;
        }

        Refused.Enqueue((ticket, refusal));
        await Refusing(ticket);
    }

    public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
    {
        Withdrawn.Enqueue((ticket, verdict));
        _catalog.TryRemove(ticket.SlotKey.Value, out _);
        return default;
    }

    /// <summary>Forgets an upload, as if it had never been accepted, and returns the key of its object.</summary>
    public string Forget(string slotKey) => _catalog.TryRemove(slotKey, out var row) ? row.Verified.Key.Value : throw new KeyNotFoundException(slotKey);

    private static UploadVerdict Verdict((string Id, UploadTicket Ticket, VerifiedObject Verified) row) =>
        UploadVerdict.Accepted(row.Id, row.Verified.Key, new Dictionary<string, string> { ["title"] = row.Ticket.FileName }, row.Verified.Size);
}
