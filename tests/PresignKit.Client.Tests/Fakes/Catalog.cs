using System.Collections.Concurrent;
using PresignKit.AspNetCore;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>An application that accepts everything, once for each slot.</summary>
internal sealed class Catalog : IPresignKitApplication
{
    private readonly ConcurrentDictionary<string, UploadVerdict> _accepted = new(StringComparer.Ordinal);

    public int Count => _accepted.Count;

    public ConcurrentQueue<UploadTicket> Tickets { get; } = [];

    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        Tickets.Enqueue(ticket);
        return new(UploadDecision.Allow());
    }

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(_accepted.GetValueOrDefault(ticket.SlotKey.Value));

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) => new(_accepted.GetOrAdd(
        ticket.SlotKey.Value,
        _ => UploadVerdict.Accepted($"id-{_accepted.Count}", verified.Key, new Dictionary<string, string> { ["title"] = ticket.FileName })));
}
