using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.DependencyInjection;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Configuration;

/// <summary>Policies do not reload, and the log says so.</summary>
public sealed class ChangedSettingsTests : ILogger<ChangedSettings>
{
    private readonly ConcurrentQueue<string> _lines = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reload_ChangedPolicy_StaysInForceAndIsLoggedByNameOnly()
    {
        var configuration = Configuration();
        await using var services = await StartAsync(configuration);

        Change(configuration, ("PresignKit:UploadPolicies:video:MaximumSize", "9000"), ("PresignKit:StartupCheck", "Require"));

        Assert.Equal(
            "Warning: Changed settings take effect at the next start; until then, those of this start are in force: "
                + "PresignKit:StartupCheck, PresignKit:UploadPolicies:video:MaximumSize",
            Assert.Single(_lines));
        var refused = await Assert.ThrowsAsync<PolicyViolationException>(async () =>
            await services.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(TestApplication.Request with { Size = 6000 }, Cancellation));
        Assert.Equal(ErrorCodes.TooLarge, refused.Code);
    }

    [Fact]
    public async Task Reload_SameChangeTwice_IsLoggedOnce()
    {
        var configuration = Configuration();
        await using var services = await StartAsync(configuration);

        Change(configuration, ("PresignKit:UploadPolicies:video:MaximumSize", "9000"));
        configuration.Reload();

        Assert.Single(_lines);
    }

    [Fact]
    public async Task Reload_MisspeltSetting_IsLogged()
    {
        var configuration = Configuration();
        await using var services = await StartAsync(configuration);

        Change(configuration, ("PresignKit:UploadPolicys:video:MaximumSize", "1"));

        Assert.Contains("PresignKit:UploadPolicys:video:MaximumSize", Assert.Single(_lines), StringComparison.Ordinal);
    }

    /// <summary>The stores' providers watch their own, such as new access keys; and the rest is the application's.</summary>
    [Theory]
    [InlineData("PresignKit:Stores:media:SecretAccessKey", "x")]
    [InlineData("Logging:LogLevel:Default", "Debug")]
    [InlineData("PresignKit:UploadPolicies:video:MaximumSize", "5000")]
    public async Task Reload_OtherSettings_LogNothing(string setting, string value)
    {
        var configuration = Configuration();
        await using var services = await StartAsync(configuration);

        Change(configuration, (setting, value));

        Assert.Empty(_lines);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

    private static IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["PresignKit:UploadPolicies:video:MaximumSize"] = "5000",
        ["PresignKit:StartupCheck"] = "Off",
    }).Build();

    private static void Change(IConfigurationRoot configuration, params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            configuration[name] = value;
        }

        configuration.Reload();
    }

    private async Task<ServiceProvider> StartAsync(IConfigurationRoot configuration)
    {
        var kit = new ServiceCollection()
            .AddSingleton<ILogger<ChangedSettings>>(this)
            .AddPresignKit(configuration.GetSection("PresignKit"))
            .AddStore(new RecordingStore("media", new RecordingProvider()))
            .AddUploadPolicy("video", policy => policy.AllowedContentTypes.Add("video/mp4"));
        kit.ClaimSection("Stores:media");
        var services = kit.Services.BuildServiceProvider();
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(Cancellation);
        }

        return services;
    }
}
