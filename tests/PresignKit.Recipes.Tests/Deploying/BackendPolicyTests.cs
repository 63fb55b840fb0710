using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.Testing.Ceph;

namespace PresignKit.Recipes.Tests.Deploying;

/// <summary>
/// The policies of docs/recipes/deploying.md on Ceph RGW: with them, a second account does everything that a backend does, and each of their
/// actions is needed.
/// </summary>
public sealed class BackendPolicyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BackendPolicy_AllFlows_WorkAndNeedEachAction()
    {
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        using var account = new CephAccount(ceph);
        await account.CreateBucketAsync();
        await using var app = await StartAsync(account, inParts: false);
        await using var appInParts = await StartAsync(account, inParts: true);

        await account.AllowAsync(["backend-policy.json"]);
        await RunAsync(app.Services);
        await RunAsync(appInParts.Services);

        var unnecessary = new List<string>();
        foreach (var action in CephAccount.Actions("backend-policy.json"))
        {
            await account.AllowAsync(["backend-policy.json"], denied: action);
            if (await SucceedsAsync(app.Services) && await SucceedsAsync(appInParts.Services))
            {
                unnecessary.Add(action);
            }
        }

        Assert.Empty(unnecessary);
    }

    [Fact]
    public async Task BackendPolicy_VersionedBucket_AllFlowsWorkAndNeedTheActionsOnVersions()
    {
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        using var account = new CephAccount(ceph);
        await account.CreateBucketAsync();
        await account.KeepVersionsAsync();
        await using var app = await StartAsync(account, inParts: false);
        await using var appInParts = await StartAsync(account, inParts: true);

        await account.AllowAsync(["backend-policy.json", "versions-policy.json"]);
        await RunAsync(app.Services);
        await RunAsync(appInParts.Services);

        var unnecessary = new List<string>();
        foreach (var action in CephAccount.Actions("versions-policy.json"))
        {
            await account.AllowAsync(["backend-policy.json", "versions-policy.json"], denied: action);
            if (await SucceedsAsync(app.Services) && await SucceedsAsync(appInParts.Services))
            {
                unnecessary.Add(action);
            }
        }

        // Listing versions decides between two completions at the same moment only, which this flow does not have.
        Assert.Equal(["s3:ListBucketVersions"], unnecessary);
    }

    [Fact]
    public async Task SetupPolicy_CorsAndLifecycle_AreSet()
    {
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        using var account = new CephAccount(ceph);
        await account.CreateBucketAsync();
        await account.AllowAsync(["setup-policy.json"]);
        await using var app = await StartAsync(account, inParts: false);
        var setup = app.Services.GetRequiredService<IStoreSetup>();

        Assert.False((await setup.CompareCorsAsync(cancellationToken: Cancellation)).IsSufficient);

        await SetUp.RunAsync(app.Services, NullLogger.Instance, Cancellation);

        Assert.Equal(SetupStatus.Sufficient, (await setup.CompareCorsAsync(cancellationToken: Cancellation)).Status);
        Assert.Equal(SetupStatus.Sufficient, (await setup.CompareLifecycleAsync(Cancellation)).Status);
    }

    // Parts are measured with a profile that says Yes although this store isolates no parts: it is about permissions only.
    private static Task<RecipeApp> StartAsync(CephAccount account, bool inParts) => RecipeApp.StartAsync(
        presignKit => presignKit
            .AddS3("media", s3 =>
            {
                account.Configure(s3);
                s3.Profile = inParts ? s3.Profile! with { Name = "parts", IsolatedPut = Capability.Yes, IsolatedPart = Capability.Yes } : s3.Profile;
            })
            .AddUploadPolicy("picture", policy =>
            {
                policy.AllowedContentTypes = ["image/png"];
                policy.MaximumSize = 1024 * 1024;
            }),
        settings: new Dictionary<string, string?>
        {
            ["PresignKit:StartupCheck"] = "Off",
            ["PresignKit:PageOrigins:0"] = "https://pictures.example.com",
        });

    private static async Task<bool> SucceedsAsync(IServiceProvider services)
    {
        try
        {
            await RunAsync(services);
            return true;
        }
        catch (Exception exception) when (exception is StoreException or HttpRequestException or Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    /// <summary>
    /// Everything that a backend does: a slot that is completed, read, and deleted; one that is refused; one that is abandoned; and an object of its own.
    /// </summary>
    private static async Task RunAsync(IServiceProvider services)
    {
        var issuer = services.GetRequiredService<IPresignedUrlIssuer>();
        var verifier = services.GetRequiredService<IUploadVerifier>();
        var store = services.GetRequiredService<IObjectStore>();
        var request = new UploadRequest { Policy = "picture", FileName = "a.png", ContentType = "image/png", Size = Files.Png().Length };
        var slot = await issuer.OpenUploadSlotAsync(request, Cancellation);
        Assert.Equal(VerificationOutcome.NotUploaded, (await verifier.VerifyAsync(slot.Declaration, Cancellation)).Outcome);
        await SlotRequests.SendAsync(slot.Request!, Files.Png(), Cancellation);
        var verification = await verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(verification.IsVerified);
        Assert.True(await verifier.SettleAsync(slot.Declaration, verification.Key, verification, Cancellation));
        var url = await issuer.IssueDownloadUrlAsync(verification.Key, cancellationToken: Cancellation);
        using var browser = new HttpClient();
        Assert.Equal(Files.Png(), await browser.GetByteArrayAsync(url.RevealUrl(), Cancellation));
        await store.DeleteAsync(verification.Key, Cancellation);
        Assert.Equal(VerificationOutcome.Ended, (await verifier.VerifyAsync(slot.Declaration, Cancellation)).Outcome);
        var refused = await issuer.OpenUploadSlotAsync(request, Cancellation);
        await SlotRequests.SendAsync(refused.Request!, [.. "<!doctype html>"u8, .. new byte[Files.Png().Length - 15]], Cancellation);
        var refusal = await verifier.VerifyAsync(refused.Declaration, Cancellation);
        Assert.True(refusal.IsRefused);
        await verifier.DiscardAsync(refused.Declaration, refusal, Cancellation);
        Assert.Null(await store.FindAsync(refused.Key, Cancellation));
        var abandoned = await issuer.OpenUploadSlotAsync(request, Cancellation);
        await verifier.DiscardAsync(abandoned.Declaration, cancellationToken: Cancellation);
        await store.PutAsync(new("thumbnails/a.png"), new MemoryStream(Files.Png()), "image/png", cancellationToken: Cancellation);
        await foreach (var found in store.ListAsync("thumbnails/", Cancellation))
        {
            await store.DeleteAsync(new(found.Key), Cancellation);
        }
    }
}
