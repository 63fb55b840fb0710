using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresignKit.AspNetCore.Tests.Fakes;
using PresignKit.LocalS3;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>An application with an embedded store that verifies every signature, each on its own free port.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    public const string SecretAccessKey = "un5peakab1e/5ecret/0f/the/5t0re";

    private const string AccessKeyId = "LOCALACCESSKEY";

    private readonly string _directory;

    private StoreFixture(string directory, TestApp app)
    {
        _directory = directory;
        App = app;
    }

    public TestApp App { get; }

    /// <summary>The browser: it has no credentials, only what the application returns.</summary>
    public HttpClient Browser { get; } = new();

    public static async Task<StoreFixture> StartAsync(
        Action<UploadPolicyOptions>? video = null,
        RacingStore? race = null,
        Action<PresignKitEndpointOptions>? endpoints = null,
        Action<WebApplication>? map = null,
        Action<PresignKitBuilder>? configure = null)
    {
        var directory = Directory.CreateTempSubdirectory("presignkit-").FullName;
        var app = await TestApp.StartAsync(setup =>
        {
            // The AWS SDK signs the backend's own requests with the system clock.
            setup.RealClock = TimeProvider.System;
            setup.Video = video ?? setup.Video;
            setup.Endpoints = endpoints ?? setup.Endpoints;
            setup.Map = map ?? setup.Map;
            setup.AddStore = builder =>
            {
                builder.AddLocalS3("media", options =>
                {
                    options.Directory = directory;
                    options.AccessKeyId = AccessKeyId;
                    options.SecretAccessKey = SecretAccessKey;

                    // A test host without an environment counts as Production.
                    options.AllowProduction = true;
                });
                race?.Wrap(builder);
                configure?.Invoke(builder);
            };
        });
        return new(directory, app);
    }

    /// <summary>Sends a file as a form, as a browser does.</summary>
    public async Task<HttpResponseMessage> PostAsync(JsonElement slot, byte[] file)
    {
        using var form = new MultipartFormDataContent();
        foreach (var field in slot.GetProperty("request").GetProperty("fields").EnumerateObject())
        {
            form.Add(new StringContent(field.Value.GetString()!), $"\"{field.Name}\"");
        }

        form.Add(new ByteArrayContent(file), "\"file\"", "\"clip.mp4\"");
        return await Browser.PostAsync(slot.GetProperty("request").GetProperty("url").GetString(), form, TestContext.Current.CancellationToken);
    }

    /// <summary>The keys of all objects in the store, without the records of slots.</summary>
    public static async Task<IReadOnlyList<string>> KeysAsync(JsonElement slot)
    {
        var origin = new Uri(slot.GetProperty("request").GetProperty("url").GetString()!).GetLeftPart(UriPartial.Authority);
        using var client = new AmazonS3Client(
            new BasicAWSCredentials(AccessKeyId, SecretAccessKey), new AmazonS3Config { ServiceURL = origin, ForcePathStyle = true });
        var listed = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "media" }, TestContext.Current.CancellationToken);
        return [.. (listed.S3Objects ?? []).Select(found => found.Key).Where(key => !MemoryStore.IsRecord(key))];
    }

    /// <summary>What the browser gets from the store.</summary>
    public async Task<byte[]> DownloadAsync(string id)
    {
        using var download = await App.Client.GetAsync("/files/downloads/" + id, TestContext.Current.CancellationToken);
        var url = (await download.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("url").GetString();
        return await Browser.GetByteArrayAsync(url, TestContext.Current.CancellationToken);
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
