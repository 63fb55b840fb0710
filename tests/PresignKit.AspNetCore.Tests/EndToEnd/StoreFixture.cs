using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Tests.Fakes;
using PresignKit.LocalS3;
using PresignKit.Policies;
using PresignKit.S3;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>An embedded store that verifies every signature, and an application in front of it; both on ports of their own.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    public const string AccessKeyId = "LOCALACCESSKEY";
    public const string SecretAccessKey = "un5peakab1e/5ecret/0f/the/5t0re";

    private readonly string _directory;

    private StoreFixture(string directory, LocalS3Server server, TestApp app, LogCapture storeLogs)
    {
        _directory = directory;
        Server = server;
        App = app;
        StoreLogs = storeLogs;
    }

    public LocalS3Server Server { get; }

    public TestApp App { get; }

    public LogCapture StoreLogs { get; }

    /// <summary>The browser: it has no credentials, only what it is handed.</summary>
    public HttpClient Browser { get; } = new();

    public static async Task<StoreFixture> StartAsync(Action<UploadPolicyOptions>? video = null)
    {
        var directory = Directory.CreateTempSubdirectory("presignkit-").FullName;
        var storeLogs = new LogCapture();
        var server = await LocalS3Server.StartAsync(
            new() { Directory = directory, AccessKeyId = AccessKeyId, SecretAccessKey = SecretAccessKey, Buckets = ["media"] },
            TimeProvider.System,
            LoggerFactory.Create(logging => logging.AddProvider(storeLogs).SetMinimumLevel(LogLevel.Trace)),
            TestContext.Current.CancellationToken);
        var app = await TestApp.StartAsync(setup =>
        {
            // The AWS SDK signs the backend's own requests on the system's clock.
            setup.RealClock = TimeProvider.System;
            setup.Video = video ?? setup.Video;
            setup.AddStore = kit => kit.AddS3("media", options =>
            {
                options.Bucket = "media";
                options.Endpoint = server.Endpoint;
                options.AccessKeyId = AccessKeyId;
                options.SecretAccessKey = SecretAccessKey;
                options.Profile = S3Profiles.Local;
            });
        });
        return new(directory, server, app, storeLogs);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await App.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
