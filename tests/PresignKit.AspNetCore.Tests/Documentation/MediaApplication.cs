using System.Collections.Concurrent;

namespace PresignKit.AspNetCore.Tests.Documentation;

internal sealed record Media(ObjectKey Key, string FileName);

internal sealed class Catalog : ConcurrentDictionary<string, Media>;

internal sealed class MediaApplication(Catalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(Id(ticket), out var media) ? UploadVerdict.Accepted(Id(ticket), media.Key) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        // The first upload of a slot counts, even if the slot is completed several times.
        var media = catalog.GetOrAdd(Id(ticket), new Media(verified.Key, ticket.FileName));
        return new(UploadVerdict.Accepted(Id(ticket), media.Key));
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(ticket.Id, out var media) ? new DownloadTarget(media.Key, new() { FileName = media.FileName }) : null);

    // The key of a slot ends with 128 random bits.
    private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
}
