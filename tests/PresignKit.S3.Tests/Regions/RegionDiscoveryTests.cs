using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Regions;

public sealed class RegionDiscoveryTests(LocalStore local) : IClassFixture<LocalStore>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discover_RegionReturned_SignsForItAtBothEndpoints()
    {
        await using var services = local.Application(Discover);
        await local.Client.PutObjectAsync(new() { BucketName = LocalStore.Bucket, Key = "region/a.txt", ContentBody = "found" }, Cancellation);

        var url = (await services.Issuer().IssueDownloadUrlAsync(new("region/a.txt"), cancellationToken: Cancellation)).RevealUrl();
        var found = await services.GetRequiredService<IObjectStore>().FindAsync(new("region/a.txt"), Cancellation);

        Assert.Contains($"%2F{LocalStore.Region}%2Fs3%2F", url, StringComparison.Ordinal);
        Assert.Equal("found", await local.Http.GetStringAsync(url, Cancellation));
        Assert.Equal(5, found?.Size);
    }

    [Fact]
    public async Task Discover_RegionReturned_CheckFindsNothing()
    {
        await using var services = local.Application(Discover, presignKit => { });

        var findings = await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.All(findings, finding => Assert.Equal(FindingCodes.PublicEndpointPrivate, finding.Code));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(403)]
    public async Task Discover_AnyStatusWithTheHeader_IsAccepted(int status)
    {
        await using var store = await StartAsync(_ => new(status, "", ("x-amz-bucket-region", "ap-southeast-2")));
        await using var services = store.Application(Discover);

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Contains("%2Fap-southeast-2%2Fs3%2F", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_ConcurrentCalls_SendOneUnsignedRequest()
    {
        await using var store = await StartAsync(_ => new(403, "", ("x-amz-bucket-region", "eu-west-3")));
        await using var services = store.Application(Discover);
        var issuer = services.Issuer();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => issuer.IssueDownloadUrlAsync(new($"k{i}"), cancellationToken: Cancellation).AsTask()));

        var request = Assert.Single(store.Requests);
        Assert.Equal(("HEAD", "/media-bucket", ""), (request.Method, request.Path, request.Query));
        Assert.Equal("", request.Header("Authorization"));
    }

    [Theory]
    [InlineData(403, null, ErrorCodes.RegionUnknown, "Stores:media:Region")]
    [InlineData(200, "eu/central", ErrorCodes.RegionUnknown, "Stores:media:Region")]
    [InlineData(404, null, ErrorCodes.BucketNotFound, "Stores:media:Bucket")]
    [InlineData(503, null, ErrorCodes.StoreBusy, "503")]
    public async Task Discover_RegionNotReturned_IsAnErrorAndNothingIsSigned(int status, string? region, string code, string expectedText)
    {
        await using var store = await StartAsync(_ => region is null ? new(status) : new(status, "", ("x-amz-bucket-region", region)));
        await using var services = store.Application(Discover);

        var failure = await Assert.ThrowsAsync<StoreException>(
            () => services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation).AsTask());

        Assert.Equal(code, failure.Code);
        Assert.Contains(expectedText, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Stores:media:DiscoverRegion is set", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_FailedRequest_IsRepeated()
    {
        await using var store = await StartAsync(
            request => request.Number == 1 ? new(503) : new(403, "", ("x-amz-bucket-region", "eu-west-3")));
        await using var services = store.Application(Discover);

        await Assert.ThrowsAsync<StoreException>(() => services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation).AsTask());
        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Contains("%2Feu-west-3%2Fs3%2F", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_CredentialsChangedMeanwhile_SignsWithNewOnes()
    {
        await using var store = await StartAsync(
            request => request.Number == 1 ? new(503) : new(403, "", ("x-amz-bucket-region", "eu-west-3")));
        const string Media = "PresignKit:Stores:media";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{Media}:Bucket"] = LocalStore.Bucket, [$"{Media}:Endpoint"] = store.Endpoint, [$"{Media}:DiscoverRegion"] = "true",
            [$"{Media}:Profile"] = "local", [$"{Media}:AccessKeyId"] = "AKIDOLD", [$"{Media}:SecretAccessKey"] = TestApp.Secret,
        }).Build();
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddPresignKit(configuration.GetSection("PresignKit")).AddS3("media").AddVideoPolicy()
            .Services.BuildServiceProvider();
        await Assert.ThrowsAsync<StoreException>(() => services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation).AsTask());

        configuration[$"{Media}:AccessKeyId"] = "AKIDNEW";
        configuration.Reload();
        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Contains("Credential=AKIDNEW%2F", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, FindingCodes.RegionUnknown, FindingSeverity.Error)]
    [InlineData(503, FindingCodes.StoreBusy, FindingSeverity.Warning)]
    public async Task Check_RegionNotReturned_IsAFinding(int status, string code, FindingSeverity severity)
    {
        await using var store = await StartAsync(_ => new(status));
        await using var services = store.Application(Discover);

        var finding = Assert.Single(await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation));

        Assert.Equal((code, severity), (finding.Code, finding.Severity));
    }

    [Fact]
    public async Task Check_UnreachableStore_IsAFinding()
    {
        var store = await StartAsync(_ => new(200));
        var endpoint = store.Endpoint;
        await store.DisposeAsync();
        await using var services = local.Application(options => (options.Endpoint, options.Region, options.DiscoverRegion) = (endpoint, null, true));

        var finding = Assert.Single(await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation));

        Assert.Equal((FindingCodes.EndpointUnreachable, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains("Stores:media:Endpoint", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_CanceledDuringTheRequest_NextCallRepeatsIt()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var store = await StartAsync(request =>
        {
            asked.TrySetResult();
            if (request.Number == 1)
            {
                answer.Task.Wait(Cancellation);
            }

            return new(403, "", ("x-amz-bucket-region", "eu-west-3"));
        });
        await using var services = store.Application(Discover);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var first = services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: cancel.Token).AsTask();
        await asked.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult();

        Assert.Contains(
            "eu-west-3",
            (await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation)).RevealUrl(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_DiscoverRegionAtAmazon_HasNoFlawAndSendsNoRequest()
    {
        using var services = TestApp.WithStore(Discover);

        Assert.Empty(services.Flaws());
    }

    [Theory]
    [InlineData("r2", "Stores:media:DiscoverRegion is true, but the only region of Cloudflare R2 is auto; remove it.")]
    [InlineData("b2", "Stores:media:DiscoverRegion is true, but the endpoint of Backblaze B2 depends on the region")]
    public void Validate_DiscoverRegionOfKnownRegion_IsAFlaw(string profile, string expectedText)
    {
        using var services = TestApp.WithStore(options =>
        {
            (options.Profile, options.Region, options.DiscoverRegion) = (TestApp.Profile(profile), null, true);
            options.AccountId = profile == "r2" ? "023e105f4ecef8ad9ca31a8372d0c353" : null;
        });

        Assert.StartsWith(expectedText, Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://s3.eu-central-1.amazonaws.com", "eu-central-1")]
    [InlineData("https://s3.dualstack.eu-central-1.amazonaws.com", "eu-central-1")]
    [InlineData("https://s3-eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("https://bucket.vpce-1a2b3c4d.s3.us-east-1.vpce.amazonaws.com", "us-east-1")]
    [InlineData("https://s3.amazonaws.com", null)]
    [InlineData("https://s3.eu-central-1.example.com", null)]
    public void RegionOf_Endpoint_IsTheRegionInIt(string endpoint, string? expected) => Assert.Equal(expected, AmazonEndpoint.RegionOf(endpoint));

    // The request that asks for the region is not signed.
    private static async Task<ScriptedStore> StartAsync(Func<ScriptedRequest, ScriptedAnswer> script)
    {
        var store = await ScriptedStore.StartAsync(script);
        store.AnswersAnonymous = true;
        return store;
    }

    private static void Discover(S3StoreOptions options) => (options.Region, options.DiscoverRegion) = (null, true);
}
