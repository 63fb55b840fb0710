using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Probing;

public sealed class StartupProbeTests(LocalStore store) : IClassFixture<LocalStore>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static StoreProfile Liar => S3Profiles.Local with { Name = "liar", StorageClasses = Capability.Yes };

    [Fact]
    public async Task Start_RequireAndOverstatedProfile_Refuses()
    {
        using var host = Host(StartupCheckMode.Require, Liar);

        var failure = await Assert.ThrowsAsync<StoreException>(() => host.StartAsync(Cancellation));

        Assert.Equal(FindingCodes.ProfileOverstated, failure.Code);
        Assert.Contains("StartupProbe is Require", failure.Message, StringComparison.Ordinal);
        Assert.Contains("StorageClasses = Yes", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("StoreManagedEncryption", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RequireAndAccurateProfile_StartsAndReportsUnderstatedCapabilities()
    {
        var log = new LogRecorder();
        using var host = Host(StartupCheckMode.Require, S3Profiles.Local with { HeadUrls = Capability.Unknown }, log);

        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);

        Assert.Single(log.All, line => line.StartsWith("Information: profile-understated: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_RequireAndStoreThatCannotBeProbed_Refuses()
    {
        using var host = Host(StartupCheckMode.Require, S3Profiles.Local, change: o => o.SecretAccessKey = "another-secret");

        var failure = await Assert.ThrowsAsync<StoreException>(() => host.StartAsync(Cancellation));

        Assert.Equal(FindingCodes.SecretKeyWrong, failure.Code);
    }

    [Fact]
    public async Task Start_Warn_StartsAndLogs()
    {
        var log = new LogRecorder();
        using var host = Host(StartupCheckMode.Warn, Liar, log);

        await host.StartAsync(Cancellation);
        var line = await log.FirstAsync(FindingCodes.ProfileOverstated, Cancellation);
        await host.StopAsync(Cancellation);

        Assert.StartsWith("Error: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Default_WritesNothing()
    {
        await using var scripted = await ScriptedStore.StartAsync(request => request.IsListing ? ScriptedAnswer.Listing() : new(500));
        using var host = Host(probe: null, Liar, check: StartupCheckMode.Require, change: o => o.Endpoint = scripted.Endpoint);

        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);

        // A PUT without a signature, and with the digest of another body, is refused by every store.
        Assert.All(
            scripted.Requests.Where(request => request.Method != "GET"),
            request => Assert.Equal(("PUT", true, "1B2M2Y8AsgTpgAmY7PhCfg=="), (request.Method, request.IsAnonymous, request.Header("Content-MD5"))));
    }

    private IHost Host(
        StartupCheckMode? probe,
        StoreProfile profile,
        LogRecorder? log = null,
        StartupCheckMode check = StartupCheckMode.Off,
        Action<S3StoreOptions>? change = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        var presignKit = builder.Services.AddPresignKit(options =>
        {
            options.StartupCheck = check;
            options.StartupProbe = probe ?? options.StartupProbe;
        });
        store.Configure(presignKit, o =>
        {
            o.Profile = profile;
            change?.Invoke(o);
        });
        return builder.Build();
    }
}
