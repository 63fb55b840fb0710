using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore;

namespace PresignKit.Recipes.Tests.Deleting;

internal sealed record Document(string Owner, ObjectKey Key);

internal sealed class DocumentCatalog : ConcurrentDictionary<string, Document>;

// <recipe:deletion>
internal sealed class DocumentDeletion(DocumentCatalog catalog, IObjectStore store)
{
    public async Task<IResult> DeleteAsync(string user, string id, CancellationToken cancellationToken)
    {
        if (!catalog.TryGetValue(id, out var document) || document.Owner != user)
        {
            return Results.NotFound();
        }

        // If the store cannot be reached, the record stays, and the user can try again. Deleting twice is no error.
        await store.DeleteAsync(document.Key, cancellationToken);
        catalog.TryRemove(id, out _);
        return Results.NoContent();
    }
}

// </recipe:deletion>
internal sealed class DocumentUploads(DocumentCatalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(ticket.UserId is null ? UploadDecision.Deny("Sign in first.") : UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(Id(ticket), out var document) ? UploadVerdict.Accepted(Id(ticket), document.Key) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
        new(UploadVerdict.Accepted(Id(ticket), catalog.GetOrAdd(Id(ticket), new Document(ticket.UserId!, verified.Key)).Key));

    // <recipe:withdraw>
    /// <summary>A completion was running while the object was deleted, and has just recorded it again.</summary>
    public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
    {
        catalog.TryRemove(Id(ticket), out _);
        return ValueTask.CompletedTask;
    }

    // </recipe:withdraw>
    private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
}
