using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>Uppy goes on after a reload by itself, if golden-retriever keeps the file.</summary>
public abstract class UppyPartTests : PartTests
{
    private protected UppyPartTests(ClientSite site, ClientKind client)
        : base(site, client)
    {
    }

    private protected override string ReloadableQuery => "?retriever=yes";

    private protected override Task GoOnAsync(ClientVisitor visitor, ClientFile file) => Task.CompletedTask;
}
