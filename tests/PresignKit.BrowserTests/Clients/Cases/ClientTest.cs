using Microsoft.Playwright;
using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Network;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>What all tests of a client have in common. Each begins with an empty bucket.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    /// <summary>Eight lanes with unfinished parts are 40 MiB, so after 45 MB at least one part is finished.</summary>
    private protected const long ManyParts = 60_000_000;

    private protected const long HeldAfter = 45_000_000;

    // What a request to the application may contain: a name, a token, the numbers and checksums of parts.
    private const long LargestRequest = 64 * 1024;

    private readonly List<ClientVisitor> _visitors = [];
    private int _firstAppRequest;
    private int _firstStoreRequest;

    private protected ClientTest(ClientSite site, ClientKind client)
    {
        Site = site;
        Client = client;
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected ClientSite Site { get; }

    private protected ClientKind Client { get; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Site.RequireAsync(Client);
        await Site.Bucket.ClearAsync();
        (_firstAppRequest, _firstStoreRequest) = (Site.App.Requests.Count, Site.Store.Requests.Count);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }

        if (TestContext.Current.TestState?.Result is null or TestResult.Skipped)
        {
            return;
        }

        Site.Restore();
        Assert.Empty(_visitors.SelectMany(visitor => visitor.Errors));
    }

    private protected async Task<ClientVisitor> VisitAsync(string query = "")
    {
        var visitor = await Site.VisitAsync(Client, query);
        _visitors.Add(visitor);
        return visitor;
    }

    private protected async Task<ClientVisitor> OpenTabAsync(ClientVisitor visitor)
    {
        var tab = await visitor.OpenTabAsync();
        _visitors.Add(tab);
        return tab;
    }

    private protected ClientFile Make(long size, string name = "file.bin") => Site.Files.Make(name, size);

    /// <summary>Asserts that the store has this file, and nothing else, and that the application knows it by its name.</summary>
    private protected async Task AssertStoredAsync(ClientFile file, params IEnumerable<ClientStatus> statuses)
    {
        string[] keys = [.. statuses.Select(status => Assert.IsType<string>(status.Key)).Distinct(StringComparer.Ordinal)];
        await AssertOnlyAsync(keys);
        foreach (var key in keys)
        {
            Assert.Equal(file.Sha256, await Site.Bucket.Sha256Async(key));
            var accepted = Assert.Single(Site.Catalog.Files, accepted => accepted.Key == key);
            Assert.Equal((file.Name, file.Size, "anna"), (accepted.FileName, accepted.Size, accepted.UserId));
        }

        AssertNothingThroughApplication();
    }

    /// <summary>Waits until the store has only these objects: no other one, no open upload, no token of a slot, unless the client leaves it to a sweep.</summary>
    private protected Task AssertOnlyAsync(params IEnumerable<string> keys) => Site.Bucket.ExpectOnlyAsync(
        keys,
        mayHaveTokens: Client.CompletesFormsByKey && Site.Store.Requests.Skip(_firstStoreRequest).Any(request => request.Method == "POST"),
        mayHaveUploads: !Client.TellsWhenCanceled);

    /// <summary>Asserts that requests to the application were too small to have brought a part of a file.</summary>
    private protected void AssertNothingThroughApplication()
    {
        foreach (var request in Site.App.Requests.Skip(_firstAppRequest))
        {
            Assert.InRange(request.BodyLength, 0, LargestRequest);
            Assert.DoesNotContain("chunked", request.Header("Transfer-Encoding") ?? "", StringComparison.OrdinalIgnoreCase);
            Assert.True(request.BodyLength == 0 || request.Header("Content-Type") is "application/json" or "application/json;charset=UTF-8", $"{request}");
        }
    }

    /// <summary>Waits until an upload has sent as much as the relay lets through.</summary>
    private protected Task WaitUntilHeldAsync() => Site.Store.Held.WaitAsync(2 * WaitLimit.Duration, Cancellation);

    /// <summary>The numbers of the parts whose sending has begun, after the store's first <paramref name="requests"/> requests.</summary>
    private protected IReadOnlyList<int> PartsSince(int requests) =>
        [.. Site.Store.Requests.Skip(requests).Where(request => request.Method == "PUT").Select(PartNumber).OfType<int>()];

    private protected static FilePayload Payload(string name, byte[] content, string type = "") => new() { Name = name, MimeType = type, Buffer = content };

    private static int? PartNumber(RequestHead request) =>
        System.Web.HttpUtility.ParseQueryString(request.Target.Split('?').ElementAtOrDefault(1) ?? "")["partNumber"] is { } number
            ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
