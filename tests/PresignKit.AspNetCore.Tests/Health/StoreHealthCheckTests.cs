using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Health;

public sealed class StoreHealthCheckTests : IDisposable
{
    private const string Secret = "AKIDSECRET and the sentence around it";

    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeSetup _media = new("media");
    private readonly FakeSetup _archive = new("archive");
    private readonly LogCapture _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task CheckHealth_NoFindings_IsHealthy()
    {
        await using var services = Services();

        var entry = await EntryAsync(services);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Empty(entry.Data);
    }

    [Theory]
    [InlineData(FindingSeverity.Information, HealthStatus.Healthy)]
    [InlineData(FindingSeverity.Warning, HealthStatus.Degraded)]
    [InlineData(FindingSeverity.Error, HealthStatus.Unhealthy)]
    public async Task CheckHealth_Findings_ReportTheWorst(FindingSeverity severity, HealthStatus status)
    {
        Finds(_media, FindingSeverity.Information);
        Finds(_archive, severity);
        await using var services = Services();

        var entry = await EntryAsync(services);

        Assert.Equal(status, entry.Status);
        Assert.Equal(["archive", "media"], entry.Data.Keys.Order());
        Assert.Equal([FindingCodes.CorsMissing], Assert.IsType<string[]>(entry.Data["archive"]));
    }

    [Fact]
    public async Task CheckHealth_FailureStatus_IsReportedForAnError()
    {
        Finds(_media, FindingSeverity.Error);
        await using var services = Services(failureStatus: HealthStatus.Degraded);

        Assert.Equal(HealthStatus.Degraded, (await EntryAsync(services)).Status);
    }

    [Theory]
    [InlineData(FindingSeverity.Warning, 5 * 60)]
    [InlineData(FindingSeverity.Error, 30)]
    public async Task CheckHealth_WithinTheInterval_DoesNotCheckAgain(FindingSeverity severity, int seconds)
    {
        Finds(_media, severity);
        await using var services = Services();

        await EntryAsync(services);
        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.NotEqual(HealthStatus.Healthy, (await EntryAsync(services)).Status);
        Assert.Equal(1, _media.Checks);

        Finds(_media);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Healthy, (await EntryAsync(services)).Status);
        Assert.Equal(2, _media.Checks);
    }

    [Fact]
    public async Task CheckHealth_ManyProbesAtOnce_CheckTheStoreOnce()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<StoreFinding>>();
        _media.Finds = () => answer.Task;
        await using var services = Services();

        var probes = Enumerable.Range(0, 20).Select(_ => EntryAsync(services)).ToArray();
        answer.SetResult([]);
        await Task.WhenAll(probes);

        Assert.Equal(1, _media.Checks);
    }

    [Fact]
    public async Task CheckHealth_CanceledProbe_DoesNotAffectTheNextOne()
    {
        _media.Finds = () => _media.Checks == 1
            ? Task.FromCanceled<IReadOnlyList<StoreFinding>>(new(canceled: true))
            : Task.FromResult<IReadOnlyList<StoreFinding>>([]);
        await using var services = Services();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Health(services).CheckHealthAsync(new(canceled: true)));
        Assert.Equal(HealthStatus.Unhealthy, (await EntryAsync(services)).Status);

        Assert.Equal(HealthStatus.Healthy, (await EntryAsync(services)).Status);
    }

    [Fact]
    public async Task CheckHealth_Finding_IsLoggedOnceAndHiddenFromTheCaller()
    {
        Finds(_media, FindingSeverity.Warning);
        await using var services = Services();

        var entry = await EntryAsync(services);
        _clock.Advance(TimeSpan.FromMinutes(6));
        await EntryAsync(services);

        Assert.Equal("media: cors-missing", entry.Description);
        Assert.Null(entry.Exception);
        Assert.DoesNotContain("AKIDSECRET", string.Join(' ', entry.Data.SelectMany(pair => (string[])pair.Value)), StringComparison.Ordinal);
        Assert.Single(_log.Lines, line => line.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task MapHealthChecks_FullReport_OmitsTheMessagesOfFindings()
    {
        Finds(_media, FindingSeverity.Error);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        Configure(builder.Services);
        await using var app = builder.Build();

        // The most that any response writer can show.
        app.MapHealthChecks("/health", new()
        {
            ResponseWriter = static (context, report) => context.Response.WriteAsync(string.Join('\n', report.Entries.Select(Line))),
        });
        await app.StartAsync(Cancellation);

        using var answer = await app.GetTestClient().GetAsync("/health", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("media=cors-missing", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIDSECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sentence", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckHealth_Development_IgnoresALoopbackAddress()
    {
        _media.Finds = static () => Task.FromResult<IReadOnlyList<StoreFinding>>(
            [new(FindingCodes.PublicEndpointPrivate, FindingSeverity.Warning, "loopback")]);
        var environment = Substitute.For<IHostEnvironment>();
        environment.EnvironmentName.Returns("Development");
        await using var development = Services(environment: environment);
        await using var production = Services();

        Assert.Equal(HealthStatus.Healthy, (await EntryAsync(development)).Status);
        Assert.Equal(HealthStatus.Degraded, (await EntryAsync(production)).Status);
    }

    [Fact]
    public void AddPresignKit_IntervalBelowOneSecond_Throws()
    {
        var checks = new ServiceCollection().AddHealthChecks();

        Assert.Throws<ArgumentOutOfRangeException>(() => checks.AddPresignKit(configure: options => options.Interval = TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => checks.AddPresignKit(configure: options => options.RetryInterval = TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ArgumentException>(() => checks.AddPresignKit(""));
    }

    private static void Finds(FakeSetup setup, params FindingSeverity[] severities) => setup.Finds = () =>
        Task.FromResult<IReadOnlyList<StoreFinding>>([.. severities.Select(severity => new StoreFinding(FindingCodes.CorsMissing, severity, Secret))]);

    private static string Line(KeyValuePair<string, HealthReportEntry> named)
    {
        var (name, entry) = named;
        var data = entry.Data.Select(pair => $"{pair.Key}={string.Join('+', (string[])pair.Value)}");
        return $"{name} {entry.Status} {entry.Description} {entry.Exception} {string.Join(',', data)}";
    }

    private static HealthCheckService Health(IServiceProvider services) => services.GetRequiredService<HealthCheckService>();

    private static Task<HealthReport> CheckAsync(IServiceProvider services) => Health(services).CheckHealthAsync(Cancellation);

    private static async Task<HealthReportEntry> EntryAsync(IServiceProvider services) => (await CheckAsync(services)).Entries["presignkit"];

    private ServiceProvider Services(HealthStatus? failureStatus = null, IHostEnvironment? environment = null)
    {
        var services = new ServiceCollection();
        Configure(services, failureStatus);
        if (environment is not null)
        {
            services.AddSingleton(environment);
        }

        return services.BuildServiceProvider();
    }

    private void Configure(IServiceCollection services, HealthStatus? failureStatus = null)
    {
        services.AddSingleton<TimeProvider>(_clock);
        services.AddLogging(logging => logging.ClearProviders().AddProvider(_log));
        services.AddPresignKit(options => options.StartupCheck = StartupCheckMode.Off)
            .AddStore(new MemoryStoreRegistration("media", new MemoryStore()))
            .AddStore(new MemoryStoreRegistration("archive", new MemoryStore()));
        services.AddKeyedSingleton<IStoreSetup>("media", _media);
        services.AddKeyedSingleton<IStoreSetup>("archive", _archive);
        services.AddHealthChecks().AddPresignKit(failureStatus: failureStatus);
    }
}
