using PresignKit.AspNetCore;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>Accepts everything, and keeps a list of it.</summary>
internal sealed class ClientApplication(ClientCatalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.Find(ticket.SlotKey.Value) is { } file ? UploadVerdict.Accepted(file.Id, new(file.Key)) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        var id = Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
        var file = catalog.Add(ticket.SlotKey.Value, new(id, verified.Key.Value, ticket.FileName, ticket.UserId, verified.Size));
        return new(UploadVerdict.Accepted(file.Id, new(file.Key)));
    }
}
