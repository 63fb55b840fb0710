using PresignKit.AspNetCore;

namespace PresignKit.AotWeb;

/// <summary>Allows all file names but one, and keeps its catalog in memory.</summary>
internal sealed class MediaApplication(Catalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(ticket.FileName == "forbidden.mp4" ? UploadDecision.Deny("Not this one.") : UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(Id(ticket), out var media) ? UploadVerdict.Accepted(Id(ticket), media.Key) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        var media = catalog.GetOrAdd(Id(ticket), new Media(verified.Key, ticket.FileName));
        return new(UploadVerdict.Accepted(Id(ticket), media.Key));
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) =>
        new(catalog.TryGetValue(ticket.Id, out var media)
            ? new DownloadTarget(media.Key, new DownloadRequest { FileName = media.FileName })
            : null);

    private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
}
