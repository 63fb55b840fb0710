using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>What can go wrong in a browser: each ends in a code that a page can show, or in a warning and a complete file.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class PresignKitFailureTests(LocalS3Clients site) : ClientTest(site, ClientKind.PresignKit)
{
    [Fact(Explicit = true)]
    public async Task File_ChangedDuringUpload_IsReported()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();

        await File.AppendAllTextAsync(file.Path, "more", Cancellation);
        Site.Store.Release();

        await AssertFailsAsync(visitor, "file-changed", "file-unreadable");
    }

    [Fact(Explicit = true)]
    public async Task File_GoneDuringUpload_IsReported()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();

        File.Delete(file.Path);
        Site.Store.Release();

        await AssertFailsAsync(visitor, "file-unreadable", "file-changed");
    }

    [Fact(Explicit = true)]
    public async Task File_GoneBeforeUpload_IsReported()
    {
        var visitor = await VisitAsync();
        var file = Make(1_000);
        await visitor.Page.SetInputFilesAsync("#files", file.Path);
        File.Delete(file.Path);
        await visitor.Page.EvaluateAsync("() => client.start()");

        await AssertFailsAsync(visitor, "file-unreadable");
    }

    [Fact(Explicit = true)]
    public async Task AnotherFile_OfSameNameSizeAndDate_IsRefusedAfterReload()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        var date = File.GetLastWriteTimeUtc(file.Path);
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        await visitor.WaitUntilSavedAsync((await Site.Bucket.WaitForPartsAsync()).Count);
        await visitor.ReloadAsync();
        Site.Store.Release();

        var other = Make(ManyParts);
        File.Copy(other.Path, file.Path, overwrite: true);
        File.SetLastWriteTimeUtc(file.Path, date);
        await visitor.StartAsync(file);

        var status = Assert.Single(await visitor.WaitForAsync(1, "done", "failed"));
        Assert.Equal(("failed", "not-the-same-file"), (status.State, status.Code));
    }

    [Fact(Explicit = true)]
    public async Task Storage_CannotBeOpened_UploadSucceedsWithWarning()
    {
        var visitor = await VisitAsync();
        await visitor.Page.AddInitScriptAsync(
            """
            IDBFactory.prototype.open = () => { throw new DOMException("Denied.", "SecurityError"); };
            Storage.prototype.setItem = () => { throw new DOMException("Full.", "QuotaExceededError"); };
            """);
        await visitor.ReloadAsync();

        await AssertWarnedAsync(visitor, "storage-unavailable");
    }

    [Fact(Explicit = true)]
    public async Task Storage_OpeningFails_UploadSucceedsWithWarning()
    {
        var visitor = await VisitAsync();
        await visitor.Page.AddInitScriptAsync(
            """
            IDBFactory.prototype.open = () => {
              const request = new EventTarget();
              request.error = new DOMException("Internal error.", "UnknownError");
              setTimeout(() => { const event = new Event("error"); request.onerror?.(event); request.dispatchEvent(event); });
              return request;
            };
            Storage.prototype.setItem = () => { throw new DOMException("Full.", "QuotaExceededError"); };
            """);
        await visitor.ReloadAsync();

        await AssertWarnedAsync(visitor, "storage-unavailable");
    }

    [Fact(Explicit = true)]
    public async Task Storage_Full_UploadSucceedsWithWarning()
    {
        var visitor = await VisitAsync();
        await visitor.Page.AddInitScriptAsync(
            """
            for (const write of ["put", "add"]) {
              IDBObjectStore.prototype[write] = () => { throw new DOMException("Full.", "QuotaExceededError"); };
            }
            Storage.prototype.setItem = () => { throw new DOMException("Full.", "QuotaExceededError"); };
            """);
        await visitor.ReloadAsync();

        await AssertWarnedAsync(visitor, "storage-unavailable");
    }

    [Fact(Explicit = true)]
    public async Task Storage_QuotaOfBrowserUsedUp_UploadSucceeds()
    {
        var visitor = await VisitAsync();
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = Site.AppOrigin, ["quotaSize"] = 1 });

        var file = Make(25_000_000);
        await visitor.StartAsync(file);
        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
    }

    [Fact(Explicit = true)]
    public async Task Worker_ForbiddenByPolicyOfPage_UploadSucceedsWithWarning() =>
        await AssertWarnedAsync(await VisitAsync("?workers=none"), "worker-unavailable");

    [Fact(Explicit = true)]
    public async Task Cookies_Missing_IsReported()
    {
        var visitor = await VisitAsync();
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.StartAsync(Make(1_000));

        await AssertFailsAsync(visitor, "authentication-required");
    }

    [Fact(Explicit = true)]
    public async Task Cookies_LostDuringUpload_IsReported()
    {
        var visitor = await VisitAsync();
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(Make(25_000_000));
        await WaitUntilHeldAsync();
        await visitor.Page.Context.ClearCookiesAsync();
        Site.Store.Release();

        await AssertFailsAsync(visitor, "authentication-required");
    }

    [Theory(Explicit = true)]
    [InlineData(1_000)]
    [InlineData(25_000_000)]
    public async Task Store_ForbidsWithoutCorsHeaders_IsReported(long size)
    {
        await using var proxy = await Impostor.ForbiddingAsync();
        var visitor = await VisitAsync();
        Site.Store.Server = proxy.Address;
        await visitor.StartAsync(Make(size));

        await AssertFailsAsync(visitor, "store-unreachable", "store-refused", "not-uploaded");
    }

    [Theory(Explicit = true)]
    [InlineData(1_000)]
    [InlineData(25_000_000)]
    public async Task Store_BehindCaptivePortal_IsReported(long size)
    {
        await using var portal = await Impostor.CaptivePortalAsync();
        var visitor = await VisitAsync();
        Site.Store.Server = portal.Address;
        await visitor.StartAsync(Make(size));

        await AssertFailsAsync(visitor, "store-unreachable", "not-uploaded");
    }

    [Fact(Explicit = true)]
    public async Task Application_BehindCaptivePortal_IsReported()
    {
        await using var portal = await Impostor.CaptivePortalAsync();
        var visitor = await VisitAsync();
        Site.App.Break();
        Site.App.Server = portal.Address;
        Site.App.Restore();
        await visitor.StartAsync(Make(1_000));

        await AssertFailsAsync(visitor, "answer-invalid");
    }

    [Fact(Explicit = true)]
    public async Task Application_BehindCaptivePortalDuringUpload_IsReportedAndCanGoOn()
    {
        await using var portal = await Impostor.CaptivePortalAsync();
        var visitor = await VisitAsync();
        var file = Make(25_000_000);
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        Site.App.Break();
        Site.App.Server = portal.Address;
        Site.App.Restore();
        Site.Store.Release();
        await AssertFailsAsync(visitor, "answer-invalid");

        Site.App.Break();
        Site.Restore();
        await visitor.RetryAsync();

        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
    }

    [Fact(Explicit = true)]
    public async Task Browser_OfflineDuringUpload_WaitsAndGoesOn()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        var arrived = await Site.Bucket.WaitForPartsAsync();
        await visitor.WaitUntilSavedAsync(arrived.Count);

        await visitor.Page.Context.SetOfflineAsync(true);
        Site.Store.Break();
        Site.Store.Restore();
        await visitor.WaitForAsync(1, "waiting");
        var requests = Site.Store.Requests.Count;
        await visitor.Page.Context.SetOfflineAsync(false);

        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
        Assert.Empty(PartsSince(requests).Intersect(arrived));
    }

    [Fact(Explicit = true)]
    public async Task Application_UnreachableForAWhile_UploadGoesOn()
    {
        var visitor = await VisitAsync();
        var file = Make(25_000_000);
        Site.Store.HoldAfter(12_000_000);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();

        Site.App.Break();
        Site.Store.Release();
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Site.App.Restore();

        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
    }

    [Fact(Explicit = true)]
    public async Task User_ChangedBeforeReload_StartsAnew()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        await visitor.WaitUntilSavedAsync((await Site.Bucket.WaitForPartsAsync()).Count);

        // Somebody else uses the same browser.
        await visitor.Page.GotoAsync("/sign-in/ben");
        await visitor.OpenAsync(Client);
        Site.Store.Release();
        await visitor.StartAsync(file);

        var status = Assert.Single(await visitor.WaitForAsync(1, "done", "failed"));
        if (status.State == "done")
        {
            Assert.False(status.Resumed);
            Assert.Equal("ben", Assert.Single(Site.Catalog.Files, accepted => accepted.Key == status.Key).UserId);
            Assert.Equal(file.Sha256, await Site.Bucket.Sha256Async(status.Key!));
        }
        else
        {
            Assert.Equal("token-of-other-user", status.Code);
        }
    }

    private static async Task AssertFailsAsync(ClientVisitor visitor, params string[] codes)
    {
        var status = Assert.Single(await visitor.WaitForAsync(1, "done", "failed"));
        Assert.True(status.State == "failed", $"{status}");
        Assert.Contains(status.Code, codes);
        Assert.NotEmpty(status.Message!);
    }

    private async Task AssertWarnedAsync(ClientVisitor visitor, string code)
    {
        var file = Make(25_000_000);
        await visitor.StartAsync(file);
        var status = await visitor.WaitUntilDoneAsync();
        Assert.Contains(code, status.Warnings);
        await AssertStoredAsync(file, status);
    }
}
