namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>Implements what an application with uploads must: it accepts everything and remembers nothing.</summary>
internal sealed class MinimalApplication : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new((UploadVerdict?)null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
        new(UploadVerdict.Accepted("1", verified.Key));
}
