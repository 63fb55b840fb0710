using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>The same for clients that send parts.</summary>
public abstract class PartSmokeTests : SmokeTests
{
    private protected PartSmokeTests(ClientSite site, ClientKind client)
        : base(site, client)
    {
    }

    [Fact]
    public Task Upload_SeveralParts_AreJoined() => UploadPartsAndCompareAsync(25_000_000);

    [Fact]
    public Task Pause_DuringUpload_KeepsWhatHasArrived() => PauseAndCompareAsync();
}
