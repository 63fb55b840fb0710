using System.Net;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Cors;

public sealed class EnsureCorsTests(LocalStore store) : IClassFixture<LocalStore>, IAsyncLifetime
{
    private const string Page = "https://app.example.com";

    /// <summary>The store compares all of these, so that a client may declare any.</summary>
    private static readonly string[] Checksums =
    [
        "x-amz-checksum-crc32", "x-amz-checksum-crc32c", "x-amz-checksum-crc64nvme", "x-amz-checksum-md5", "x-amz-checksum-sha1", "x-amz-checksum-sha256",
        "x-amz-checksum-sha512", "x-amz-checksum-xxhash128", "x-amz-checksum-xxhash3", "x-amz-checksum-xxhash64",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static UploadRequest Video => new()
    {
        Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5, 
        Checksum = new(FileChecksumAlgorithm.Sha256, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    };

    public async ValueTask InitializeAsync() => await store.Client.DeleteCORSConfigurationAsync(LocalStore.Bucket, Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task EnsureCors_BucketWithoutRules_SlotIsAcceptedAfterwards()
    {
        await using var services = store.Application();
        var slot = await services.Issuer().OpenUploadSlotAsync(Video, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, await PreflightAsync(slot.Request!, Page));

        var outcome = await Setup(services).EnsureCorsAsync([Page], Cancellation);

        Assert.Equal(SetupStatus.Changed, outcome.Status);
        Assert.Equal(HttpStatusCode.OK, await PreflightAsync(slot.Request!, Page));
        Assert.Equal(HttpStatusCode.Forbidden, await PreflightAsync(slot.Request!, "https://other.example.com"));
        Assert.Equal(HttpStatusCode.Forbidden, await PreflightAsync(slot.Request!, Page, "x-amz-acl"));
    }

    [Fact]
    public async Task EnsureCors_Parts_AllowsOnlyTypeAndChecksum()
    {
        await using var services = store.Application(configure: presignKit => presignKit
            .AddVideoPolicy(p => (p.CacheControl, p.AllowedMetadata, p.Metadata["source"]) = ("no-store", ["title"], "web")));

        await Setup(services).EnsureCorsAsync([Page], Cancellation);

        var rule = Assert.Single(await RulesAsync());
        Assert.Equal(["GET", "HEAD", "PUT"], rule.AllowedMethods);
        Assert.Equal(["content-md5", "content-type", "range", .. Checksums], rule.AllowedHeaders);
    }

    [Fact]
    public async Task EnsureCors_PoliciesOfEachKind_AllowsExactlyWhatTheirSlotsSend()
    {
        await using var services = store.Application(options => options.Profile = TestApp.Direct(S3Profiles.Local), presignKit => presignKit
            .AddVideoPolicy(p => (p.CacheControl, p.AllowedMetadata, p.Metadata["source"]) = ("no-store", ["title"], "web"))
            .AddUploadPolicy("form", p =>
            {
                (p.MaximumSize, p.Transport) = (10, UploadTransport.Post);
                p.AllowedContentTypes.Add("text/plain");
            }));

        await Setup(services).EnsureCorsAsync([Page], Cancellation);

        var rule = Assert.Single(await RulesAsync());
        Assert.Equal("presignkit-media", rule.Id);
        Assert.Equal([Page], rule.AllowedOrigins);
        Assert.Equal(["GET", "HEAD", "POST", "PUT"], rule.AllowedMethods);
        Assert.Equal(
            [
                "cache-control", "content-md5", "content-type", "if-none-match", "range", .. Checksums, "x-amz-meta-presignkit-slot",
                "x-amz-meta-source", "x-amz-meta-title",
            ],
            rule.AllowedHeaders);
        Assert.Equal(["Accept-Ranges", "Content-Range", "ETag", "Location"], rule.ExposeHeaders);
        Assert.Equal(3000, rule.MaxAgeSeconds);
    }

    [Fact]
    public async Task EnsureCors_FormsOnly_AllowsNoPut()
    {
        await using var services = store.Application(configure: presignKit => presignKit
            .AddVideoPolicy(p => p.Transport = UploadTransport.Post));

        await Setup(services).EnsureCorsAsync([Page], Cancellation);

        var rule = Assert.Single(await RulesAsync());
        Assert.Equal(["GET", "HEAD", "POST"], rule.AllowedMethods);
        Assert.Equal(["range"], rule.AllowedHeaders);
    }

    [Fact]
    public async Task EnsureCors_Twice_ChangesNothingTheSecondTime()
    {
        await using var services = store.Application();

        Assert.Equal(SetupStatus.Changed, (await Setup(services).EnsureCorsAsync([Page], Cancellation)).Status);
        Assert.Equal(SetupStatus.Sufficient, (await Setup(services).EnsureCorsAsync([Page], Cancellation)).Status);
        Assert.Single(await RulesAsync());
    }

    [Fact]
    public async Task CompareCors_BeforeAndAfter_ReportsChangesWithoutMakingThem()
    {
        await using var services = store.Application();

        var before = await Setup(services).CompareCorsAsync([Page], Cancellation);
        Assert.Equal(SetupStatus.Missing, before.Status);
        Assert.Contains("put-bucket-cors", before.Command, StringComparison.Ordinal);
        Assert.Equal(SetupStatus.Changed, (await Setup(services).EnsureCorsAsync([Page], Cancellation)).Status);
        var after = await Setup(services).CompareCorsAsync([Page], Cancellation);

        Assert.Equal(SetupStatus.Sufficient, after.Status);
        Assert.Null(after.Command);
        Assert.Equal(before.Configuration, after.Configuration);
    }

    [Fact]
    public async Task EnsureCors_RulesOfOthers_AreKept()
    {
        await PutAsync(
            new CORSRule { Id = "theirs", AllowedOrigins = ["https://theirs.example.com"], AllowedMethods = ["DELETE"], AllowedHeaders = ["x-theirs"] });
        await using var services = store.Application();

        await Setup(services).EnsureCorsAsync(["https://old.example.com"], Cancellation);
        await Setup(services).EnsureCorsAsync([Page], Cancellation);

        var rules = await RulesAsync();
        Assert.Equal(["theirs", "presignkit-media"], rules.Select(r => r.Id));
        Assert.Equal(["https://theirs.example.com"], rules[0].AllowedOrigins);
        Assert.Equal(["DELETE"], rules[0].AllowedMethods);
        Assert.Equal(["x-theirs"], rules[0].AllowedHeaders);
        Assert.Equal([Page], rules[1].AllowedOrigins);
    }

    [Fact]
    public async Task EnsureCors_RulesOfOthersAllowIt_ChangesNothing()
    {
        await PutAsync(new CORSRule
        {
            AllowedOrigins = ["https://*.example.com"], AllowedMethods = ["GET", "HEAD", "PUT"], AllowedHeaders = ["*"],
            ExposeHeaders = ["etag", "accept-ranges", "content-range"],
        });
        await using var services = store.Application();

        Assert.Equal(SetupStatus.Sufficient, (await Setup(services).EnsureCorsAsync([Page], Cancellation)).Status);
        Assert.Null(Assert.Single(await RulesAsync()).Id);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.com")]
    public async Task EnsureCors_Wildcard_IsRefusedUnlessAllowed(string origin)
    {
        await using var exact = store.Application();
        await using var wild = store.Application(configure: presignKit =>
        {
            presignKit.AddVideoPolicy();
            presignKit.Services.Configure<PresignKitOptions>(o => o.AllowWildcardOrigins = true);
        });

        var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await Setup(exact).EnsureCorsAsync([origin], Cancellation));
        Assert.Contains("AllowWildcardOrigins", refused.Message, StringComparison.Ordinal);
        Assert.True((await Setup(wild).EnsureCorsAsync([origin], Cancellation)).IsSufficient);
    }

    [Fact]
    public async Task EnsureCors_NoOrigins_UsesConfigurationOrReportsThem()
    {
        await using var without = store.Application();
        await using var with = store.Application(
            configure: presignKit => presignKit.AddVideoPolicy().Services.Configure<PresignKitOptions>(options => options.PageOrigins.Add(Page)));

        await Assert.ThrowsAsync<ArgumentException>(async () => await Setup(without).EnsureCorsAsync(cancellationToken: Cancellation));
        await Setup(with).EnsureCorsAsync(cancellationToken: Cancellation);

        Assert.Equal([Page], Assert.Single(await RulesAsync()).AllowedOrigins);
    }

    private static IStoreSetup Setup(IServiceProvider services) => services.GetRequiredKeyedService<IStoreSetup>("media");

    private async Task<List<CORSRule>> RulesAsync() =>
        (await store.Client.GetCORSConfigurationAsync(LocalStore.Bucket, Cancellation)).Configuration.Rules;

    private async Task PutAsync(CORSRule rule) => await store.Client.PutCORSConfigurationAsync(
        new() { BucketName = LocalStore.Bucket, Configuration = new() { Rules = [rule] } }, Cancellation);

    /// <summary>The preflight that a browser sends before the slot's request.</summary>
    private async Task<HttpStatusCode> PreflightAsync(PresignedUpload put, string origin, params string[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, put.RevealUrl());
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", put.Method);
        request.Headers.Add("Access-Control-Request-Headers", string.Join(',', put.Headers.Keys.Concat(more).Select(h => h.ToLowerInvariant()).Order()));
        using var response = await store.Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
