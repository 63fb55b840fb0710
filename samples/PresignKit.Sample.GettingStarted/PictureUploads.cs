using System.Collections.Concurrent;
using PresignKit;
using PresignKit.AspNetCore;

namespace Pictures;

internal sealed record Picture(ObjectKey Key, string FileName, string ContentType);

/// <summary>Stands for a table of your database, in which the ID of the slot is unique.</summary>
internal sealed class PictureCatalog : ConcurrentDictionary<string, Picture>;

/// <summary>What only this application can decide.</summary>
internal sealed class PictureUploads(PictureCatalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(Id(ticket), out var picture) ? UploadVerdict.Accepted(Id(ticket), picture.Key) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        // A slot may be completed more than once: the first row stays.
        var picture = catalog.GetOrAdd(Id(ticket), new Picture(verified.Key, ticket.FileName, ticket.ContentType));
        return new(UploadVerdict.Accepted(Id(ticket), picture.Key));
    }

    public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
    {
        catalog.TryRemove(Id(ticket), out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(ticket.Id, out var picture)
            ? new DownloadTarget(picture.Key, new() { Policy = "show", FileName = picture.FileName, ContentType = picture.ContentType })
            : null);

    // The key of a slot ends with 128 random bits, so it is a good ID.
    private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
}
