using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// After <see cref="IStoreSetup.EnsureCorsAsync"/>, the store gives pages of the configured origin the CORS answers that browsers need, and
/// no others. Preflights and requests are those that browsers send; the assertions do what a browser would do with the answers.
/// </summary>
public abstract class SetupConformance : IAsyncLifetime
{
    private const string Page = "https://app.example.com";
    private const string OtherPage = "https://other.example.com";

    private static readonly byte[] Body = Browser.Bytes("an upload");

    private readonly S3ConformanceStore _store;
    private readonly ServiceProvider _application;
    private readonly IStoreSetup _setup;

    protected SetupConformance(S3ConformanceStore store)
    {
        _store = store;
        _application = store.CreateDirectApplication(kit =>
        {
            kit.Services.Configure<PresignKitOptions>(options => options.PageOrigins.Add(Page));
            Add(kit, Browser.Put, UploadTransport.Put);
            if (store.Profile.FormUpload != Capability.No)
            {
                Add(kit, Browser.Form, UploadTransport.Post);
            }
        });
        _setup = _application.GetRequiredService<IStoreSetup>();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPresignedUrlIssuer Issuer => _application.GetRequiredService<IPresignedUrlIssuer>();

    public async ValueTask InitializeAsync()
    {
        using var owner = _store.CreateClient();
        await owner.DeleteCORSConfigurationAsync(_store.Container, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task EnsureCors_Put_IsAllowedWithReadableAnswer()
    {
        var slot = await Issuer.OpenAsync(Browser.Put, Body, Browser.Sha256(Body));
        var names = slot.Request!.Headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray();
        Assert.Contains("if-none-match", names);
        Assert.Contains("x-amz-checksum-sha256", names);
        AssertDenied(await PreflightAsync(slot.Request.RevealUrl(), Page, "PUT", names));

        Assert.Equal(SetupStatus.Changed, (await _setup.EnsureCorsAsync(cancellationToken: Cancellation)).Status);

        AssertAllowed(await PreflightAsync(slot.Request.RevealUrl(), Page, "PUT", names), "PUT", names);
        using var answer = await _store.SendAsync(slot.Request, Body, From(Page));
        AssertReadable(answer, "ETag");
        Assert.True(answer.IsSuccessStatusCode);
        Assert.NotNull(answer.Headers.ETag);

        // The page can read the refusal, and asks the backend to complete the stored upload.
        using var again = await _store.SendAsync(slot.Request, Body, From(Page));
        Assert.Equal(412, (int)again.StatusCode);
        AssertReadable(again);
    }

    [Fact]
    public async Task EnsureCors_Form_AnswerIsReadable()
    {
        _store.Require(p => p.FormUpload, "form uploads");
        await _setup.EnsureCorsAsync(cancellationToken: Cancellation);
        var slot = await Issuer.OpenAsync(Browser.Form, Body);

        using var answer = await _store.PostAsync(slot.Request!, Body, change: From(Page));

        AssertReadable(answer, "ETag", "Location");
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task EnsureCors_Download_IsReadableWithRanges()
    {
        await _setup.EnsureCorsAsync(cancellationToken: Cancellation);
        var url = await Issuer.IssueDownloadUrlAsync(await _store.StoreAsync(Body), cancellationToken: Cancellation);

        AssertAllowed(await PreflightAsync(url.RevealUrl(), Page, "GET", "range"), "GET", "range");
        using var answer = await _store.SendAsync(url, change: request =>
        {
            From(Page)(request);
            request.Headers.TryAddWithoutValidation("Range", "bytes=0-1");
        });

        AssertReadable(answer, "Content-Range", "Accept-Ranges", "ETag");
        Assert.Equal(206, (int)answer.StatusCode);
    }

    [Fact]
    public async Task EnsureCors_OtherOrigin_IsDenied()
    {
        await _setup.EnsureCorsAsync(cancellationToken: Cancellation);
        var url = await Issuer.IssueDownloadUrlAsync(await _store.StoreAsync(Body), cancellationToken: Cancellation);
        var slot = await Issuer.OpenAsync(Browser.Put, Body);

        AssertDenied(await PreflightAsync(url.RevealUrl(), OtherPage, "GET", "range"));
        AssertDenied(await PreflightAsync(slot.Request!.RevealUrl(), OtherPage, "PUT", "content-type", "if-none-match"));
        using var answer = await _store.SendAsync(url, change: From(OtherPage));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), "A page of another origin can read a download.");
    }

    [Theory]
    [InlineData("PUT", "x-amz-copy-source")]
    [InlineData("DELETE", "content-type")]
    public async Task EnsureCors_MethodOrHeaderThatNoSlotUses_IsDenied(string method, string header)
    {
        await _setup.EnsureCorsAsync(cancellationToken: Cancellation);
        var slot = await Issuer.OpenAsync(Browser.Put, Body);

        AssertDenied(await PreflightAsync(slot.Request!.RevealUrl(), Page, method, header), header);
    }

    [Fact]
    public async Task EnsureCors_TwiceWithOtherRules_KeepsThemAndChangesNothingSecondTime()
    {
        using var owner = _store.CreateClient();
        var theirs = new CORSRule
        {
            Id = "theirs", AllowedOrigins = ["https://intranet.example.com"], AllowedMethods = ["GET", "DELETE"],
            AllowedHeaders = ["x-custom"], ExposeHeaders = ["x-theirs"], MaxAgeSeconds = 7,
        };
        await owner.PutCORSConfigurationAsync(_store.Container, new() { Rules = [theirs] }, Cancellation);

        Assert.Equal(SetupStatus.Changed, (await _setup.EnsureCorsAsync(cancellationToken: Cancellation)).Status);
        var first = await RulesAsync();
        Assert.Equal(SetupStatus.Sufficient, (await _setup.EnsureCorsAsync(cancellationToken: Cancellation)).Status);

        Assert.Equal(first, await RulesAsync());
        Assert.Equal(2, first.Length);
        Assert.Contains(Text(theirs), first);
        Assert.Contains(first, rule => rule.StartsWith($"presignkit-{_setup.StoreName}:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_BeforeAndAfterEnsureCors_FindsCorsMissingThenNoError()
    {
        Assert.Contains(await _setup.CheckAsync(Cancellation), finding => finding is { Code: FindingCodes.CorsMissing, Severity: FindingSeverity.Error });

        await _setup.EnsureCorsAsync(cancellationToken: Cancellation);

        Assert.DoesNotContain(await _setup.CheckAsync(Cancellation), finding => finding.Severity == FindingSeverity.Error);
    }

    private static void Add(PresignKitBuilder kit, string name, UploadTransport transport) => kit.AddUploadPolicy(name, policy =>
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.MaximumSize = 1000;
        policy.Key = "conformance/{id}{ext}";
        policy.Transport = transport;
        policy.AllowUnenforced = (GuaranteeKinds)~0;
    });

    private static Action<HttpRequestMessage> From(string origin) => request => request.Headers.TryAddWithoutValidation("Origin", origin);

    // Fetch, "CORS-preflight fetch": method, no credentials, header names in lower case and sorted.
    private async Task<HttpResponseMessage> PreflightAsync(string url, string origin, string method, params string[] headers)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Options, new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        From(origin)(request);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", method);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", string.Join(',', headers));
        return await _store.Client.SendAsync(request, Cancellation);
    }

    private static void AssertAllowed(HttpResponseMessage answer, string method, params string[] headers)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, $"The answer to the preflight is {(int)answer.StatusCode}.");
            Assert.Equal(Page, Header(answer, "Access-Control-Allow-Origin"));
            Assert.Contains(method, List(answer, "Access-Control-Allow-Methods"));
            Assert.Empty(headers.Except(List(answer, "Access-Control-Allow-Headers"), StringComparer.OrdinalIgnoreCase));
        }
    }

    // A browser stops without a successful status, without the page's origin, or without the header.
    private static void AssertDenied(HttpResponseMessage answer, string? header = null)
    {
        using (answer)
        {
            Assert.True(
                !answer.IsSuccessStatusCode
                || Header(answer, "Access-Control-Allow-Origin") is not Page
                || (header is not null && !List(answer, "Access-Control-Allow-Headers").Contains(header, StringComparer.OrdinalIgnoreCase)),
                $"A browser would send the request: {answer}");
        }
    }

    private static void AssertReadable(HttpResponseMessage answer, params string[] headers)
    {
        Assert.Equal(Page, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Empty(headers.Except(List(answer, "Access-Control-Expose-Headers"), StringComparer.OrdinalIgnoreCase));
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static string[] List(HttpResponseMessage answer, string name) =>
        Header(answer, name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private async Task<string[]> RulesAsync()
    {
        using var owner = _store.CreateClient();
        var found = await owner.GetCORSConfigurationAsync(_store.Container, Cancellation);
        return [.. found.Configuration.Rules.Select(Text)];
    }

    // A store may return lists in any order.
    private static string Text(CORSRule rule) => $"{rule.Id}: " + string.Join("; ", new[]
    {
        rule.AllowedOrigins, rule.AllowedMethods, rule.AllowedHeaders, rule.ExposeHeaders, [$"{rule.MaxAgeSeconds}"],
    }.Select(list => string.Join(',', (list ?? []).Order(StringComparer.OrdinalIgnoreCase))));
}
