using PresignKit.AspNetCore;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>Accepts everything.</summary>
internal sealed class BenchmarkApplication : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new((UploadVerdict?)null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
        new(UploadVerdict.Accepted(Path.GetFileNameWithoutExtension(ticket.SlotKey.Value), verified.Key));
}
