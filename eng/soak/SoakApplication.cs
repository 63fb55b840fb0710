using PresignKit.AspNetCore;

namespace PresignKit.Soak;

/// <summary>The simplest application that follows the documentation. It remembers nothing of what it has deleted.</summary>
internal sealed class SoakApplication(Catalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.Find(ticket.SlotKey) is { } row ? UploadVerdict.Accepted(row.Id, row.Key) : null);

    public async ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        // A database takes a moment, in which the others overtake.
        await Task.Delay(Random.Shared.Next(3), cancellationToken);
        var row = catalog.Add(ticket.SlotKey, verified);
        return UploadVerdict.Accepted(row.Id, row.Key);
    }

    public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
    {
        catalog.Remove(ticket.SlotKey);
        return ValueTask.CompletedTask;
    }
}
