using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>The least that a client must be able to do; run with every build.</summary>
public abstract class SmokeTests : ClientScenarios
{
    private protected SmokeTests(ClientSite site, ClientKind client)
        : base(site, client)
    {
    }

    [Fact]
    public Task Upload_SmallFile_IsAccepted() => UploadAndCompareAsync(1_000);
}
