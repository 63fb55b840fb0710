using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresignKit.AspNetCore.Tests.Fakes;
using PresignKit.LocalS3;
using PresignKit.Policies;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>An application with an embedded store that verifies every signature; each on a free port of its own.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    public const string SecretAccessKey = "un5peakab1e/5ecret/0f/the/5t0re";

    private readonly string _directory;

    private StoreFixture(string directory, TestApp app)
    {
        _directory = directory;
        App = app;
    }

    public TestApp App { get; }

    /// <summary>The browser: it has no credentials, only what it is handed.</summary>
    public HttpClient Browser { get; } = new();

    public static async Task<StoreFixture> StartAsync(Action<UploadPolicyOptions>? video = null)
    {
        var directory = Directory.CreateTempSubdirectory("presignkit-").FullName;
        var app = await TestApp.StartAsync(setup =>
        {
            // The AWS SDK signs the backend's own requests on the system's clock.
            setup.RealClock = TimeProvider.System;
            setup.Video = video ?? setup.Video;
            setup.AddStore = kit => kit.AddLocalS3("media", options =>
            {
                options.Directory = directory;
                options.AccessKeyId = "LOCALACCESSKEY";
                options.SecretAccessKey = SecretAccessKey;

                // A test host has no environment, which counts as Production.
                options.Production = LocalS3Production.Allow;
            });
        });
        return new(directory, app);
    }

    /// <summary>Stops the store and leaves the application running.</summary>
    public Task StopStoreAsync() => App.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>()
        .Single(service => service.GetType().Assembly == typeof(LocalS3Server).Assembly)
        .StoppedAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await App.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
