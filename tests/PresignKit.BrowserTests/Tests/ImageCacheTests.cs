using System.Text.Json;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Tests;

/// <summary>How often a browser asks the store for a picture that it has shown before, counted where the store receives requests.</summary>
public sealed class ImageCacheTests(Chromium chromium)
{
    private const int Pictures = 3;

    /// <summary>What the policy is, and how many requests a second view of three pictures causes.</summary>
    public static TheoryData<string, int> Policies => new()
    {
        { "default", 0 },
        { "Cache-Control as stored", Pictures },
        { "no window", Pictures },
        { "no-store", Pictures },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Pictures_SecondView_CauseRequestsOnlyIfThePolicySaysSo(string policy, int requests)
    {
        Prerequisites.Require();
        await using var site = await ImageSite.StartAsync(options => Configure(policy, options));
        await using var context = await chromium.OpenAsync(site.Origin);
        var ids = await UploadAsync(context);

        var first = await ViewAsync(context, ids);
        var before = Gets(site);
        var second = await ViewAsync(context, ids);
        if (requests == 0 && !first.SequenceEqual(second))
        {
            // A new window has begun between the two views.
            before = Gets(site);
            second = await ViewAsync(context, ids);
        }

        Assert.Equal(requests, Gets(site) - before);
    }

    private static void Configure(string policy, DownloadPolicyOptions options)
    {
        switch (policy)
        {
            case "Cache-Control as stored":
                options.UseStoredCacheControl = true;
                break;
            case "no window":
                // Every URL is new from one second to the next, so let the clock move on.
                options.StableWindow = TimeSpan.Zero;
                break;
            case "no-store":
                options.CacheControl = "no-store";
                break;
            default:
                break;
        }
    }

    private static async Task<string[]> UploadAsync(IBrowserContext context)
    {
        var page = await OpenAsync(context);
        var ids = new List<string>();
        for (var i = 0; i < Pictures; i++)
        {
            ids.Add(await page.EvaluateAsync<string>("upload()"));
        }

        await page.CloseAsync();
        return [.. ids];
    }

    /// <summary>Opens the page as a new document, and shows all pictures.</summary>
    private static async Task<string[]> ViewAsync(IBrowserContext context, string[] ids)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        var page = await OpenAsync(context);
        var urls = new List<string>();
        foreach (var id in ids)
        {
            var shown = await page.EvaluateAsync<JsonElement>("id => show(id)", id);
            Assert.Equal(120, shown.GetProperty("width").GetInt32());
            urls.Add(shown.GetProperty("url").GetString()!);
        }

        await page.CloseAsync();
        return [.. urls];
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private static int Gets(ImageSite site) => site.Store.Requests.Count(request => request.Method == "GET");
}
