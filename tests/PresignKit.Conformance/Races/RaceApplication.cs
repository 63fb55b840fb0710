using System.Collections.Concurrent;
using PresignKit.AspNetCore;

namespace PresignKit.Conformance.Races;

/// <summary>An application as the documentation asks for: one record per slot, and an object is deleted before its record.</summary>
public sealed class RaceApplication : IPresignKitApplication
{
    private readonly ConcurrentDictionary<string, UploadVerdict> _records = new(StringComparer.Ordinal);

    /// <summary>The keys on record, by slot.</summary>
    public IReadOnlyDictionary<string, UploadVerdict> Records => _records;

    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(_records.GetValueOrDefault(ticket.SlotKey.Value));

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
        new(_records.GetOrAdd(ticket.SlotKey.Value, _ => UploadVerdict.Accepted(Guid.NewGuid().ToString("N"), verified.Key)));

    public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
    {
        _records.TryRemove(KeyValuePair.Create(ticket.SlotKey.Value, verdict));
        return ValueTask.CompletedTask;
    }

    /// <summary>Deletes an accepted upload as a user would.</summary>
    public async Task DeleteAsync(string slotKey, IObjectStore objects, CancellationToken cancellationToken)
    {
        if (_records.TryGetValue(slotKey, out var verdict))
        {
            await objects.DeleteAsync(verdict.Key!, cancellationToken);
            _records.TryRemove(KeyValuePair.Create(slotKey, verdict));
        }
    }
}
