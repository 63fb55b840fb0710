using System.Text;
using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>What every client can do, also if the store takes a file in one request only.</summary>
public abstract class UploadTests : ClientScenarios
{
    private protected UploadTests(ClientSite site, ClientKind client)
        : base(site, client)
    {
    }

    /// <summary>Names that a person can give a file, and that something on the way may misread.</summary>
    public static IReadOnlyList<string> AwkwardNames { get; } =
    [
        "two  spaces and a trailing one .txt",
        "\"quoted\" and 'single' `back`.txt",
        "1+1=2 & a;b,c.txt",
        "100%25 %2F %00 %.txt",
        "# fragment?query=1.txt",
        "rocket \U0001F680 family \U0001F468\u200D\U0001F469\u200D\U0001F467.txt",
        "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627.txt",
        "e\u0301 decomposed, \u00E9 composed.txt",
        "<script>alert(1)<script>.txt",
        "${filename} $key.txt",
        ".hidden",
        $"{new string('n', 196)}.txt",
    ];

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(5 * 1024 * 1024)]
    public Task Upload_SmallFile_IsAccepted(long size) => UploadAndCompareAsync(size);

    [Fact(Explicit = true)]
    public Task Upload_EmptyFile_IsAccepted() => UploadAndCompareAsync(0);

    [Fact(Explicit = true)]
    public Task Upload_25Megabytes_AreAccepted() => UploadAndCompareAsync(25_000_000);

    [Fact(Explicit = true)]
    public Task Upload_150Megabytes_AreAccepted() => UploadAndCompareAsync(150_000_000);

    [Fact(Explicit = true)]
    public async Task Upload_AwkwardNames_ReachTheApplicationUnchanged()
    {
        var visitor = await VisitAsync();
        await visitor.StartAsync(AwkwardNames.Select((name, index) => Payload(name, Encoding.UTF8.GetBytes($"content {index}"), "text/plain")));

        var statuses = await visitor.WaitForAsync(AwkwardNames.Count, "done", "failed");

        Assert.All(statuses, status => Assert.True(status.State == "done", $"{status}"));
        foreach (var (name, status) in AwkwardNames.Zip(statuses))
        {
            Assert.Equal(name, Assert.Single(Site.Catalog.Files, file => file.Key == status.Key).FileName);
        }

        await AssertOnlyAsync(statuses.Select(status => status.Key!));
        AssertNothingThroughApplication();
    }

    [Fact(Explicit = true)]
    public async Task Cancel_DuringUpload_LeavesNothing()
    {
        var visitor = await VisitAsync();
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(Make(25_000_000));
        await WaitUntilHeldAsync();

        await visitor.CancelAsync();
        await visitor.WaitForAsync(1, "canceled");
        Site.Store.Release();

        await AssertOnlyAsync();
    }

    [Fact(Explicit = true)]
    public async Task Connection_LostDuringUpload_FileIsCompleteInTheEnd()
    {
        var visitor = await VisitAsync();
        var file = Make(25_000_000);
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();

        Site.Store.Break();
        Site.Store.Restore();

        await AssertStoredAsync(file, await DoneAsync(visitor, Client.ContinuesByItself));
    }

    /// <summary>Waits until an upload is done, with a click on "retry" if the client needs one.</summary>
    private protected static async Task<ClientStatus> DoneAsync(ClientVisitor visitor, bool byItself)
    {
        if (!byItself && (await visitor.WaitForAsync(1, "done", "failed"))[0].State == "failed")
        {
            await visitor.RetryAsync();
        }

        return await visitor.WaitUntilDoneAsync();
    }
}
