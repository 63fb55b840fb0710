using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Checks;

public sealed class StartupCheckTests(LocalStore store) : IClassFixture<LocalStore>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Require_RefusesWithEveryErrorInOneMessage()
    {
        using var host = Host(StartupCheckMode.Require, o => o.SecretAccessKey = "another-secret");

        var failure = await Assert.ThrowsAsync<StoreException>(() => host.StartAsync(Cancellation));

        Assert.Equal(FindingCodes.SecretKeyWrong, failure.Code);
        Assert.Contains("Stores:media:SecretAccessKey", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RequireAndCorrectSettings_Starts()
    {
        using var host = Host(StartupCheckMode.Require);

        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Start_Warn_StartsAndLogsWhatToChange()
    {
        var log = new LogRecorder();
        using var host = Host(StartupCheckMode.Warn, o => o.SecretAccessKey = "another-secret", log);

        await host.StartAsync(Cancellation);
        var line = await log.FirstAsync(FindingCodes.SecretKeyWrong, Cancellation);
        await host.StopAsync(Cancellation);

        Assert.StartsWith("Error: secret-key-wrong: ", line, StringComparison.Ordinal);
        Assert.Contains("Stores:media:SecretAccessKey", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Off_SendsNoRequest()
    {
        await using var scripted = await ScriptedStore.StartAsync(_ => new(500));
        using var host = Host(StartupCheckMode.Off, o => o.Endpoint = scripted.Endpoint);

        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);

        Assert.Empty(scripted.Requests);
    }

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Production", true)]
    public async Task Start_LoopbackPublicEndpoint_IsReportedOutsideDevelopment(string environment, bool expected)
    {
        var log = new LogRecorder();
        using var host = Host(StartupCheckMode.Require, log: log, environment: environment);

        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);

        Assert.Equal(expected, log.All.Any(line => line.Contains(FindingCodes.PublicEndpointPrivate, StringComparison.Ordinal)));
    }

    private IHost Host(StartupCheckMode check, Action<S3StoreOptions>? change = null, LogRecorder? log = null, string environment = "Development")
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        store.Configure(builder.Services.AddPresignKit(options => options.StartupCheck = check), change);
        return builder.Build();
    }
}
