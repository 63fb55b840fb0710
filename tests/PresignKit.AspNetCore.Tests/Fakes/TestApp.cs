using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>A real host on a free port, with a store in memory unless a test provides another one.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    private readonly WebApplication _app;

    private TestApp(WebApplication app, TestAppSetup setup)
    {
        _app = app;
        Setup = setup;
        Client = ClientOf("anna");
    }

    public TestAppSetup Setup { get; }

    public MemoryStore Store => Setup.Store;

    public RecordingApplication Application => Setup.Application;

    public FakeTimeProvider Clock => Setup.Clock;

    public LogCapture Logs => Setup.Logs;

    public IServiceProvider Services => _app.Services;

    /// <summary>A client of the user anna.</summary>
    public HttpClient Client { get; }

    public static async Task<TestApp> StartAsync(Action<TestAppSetup>? configure = null)
    {
        var setup = new TestAppSetup();
        configure?.Invoke(setup);
        var app = setup.Build();
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app, setup);
    }

    public HttpClient ClientOf(string? user)
    {
        var client = new HttpClient { BaseAddress = new(_app.Urls.Single()) };
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(HeaderAuthentication.Header, user);
        }

        return client;
    }

    /// <summary>Opens a slot for a small file and returns the response.</summary>
    public Task<JsonElement> OpenAsync(
        long size, string policy = "video", string contentType = "video/mp4", string fileName = "clip.mp4", HttpClient? client = null) =>
        OpenAsync(new { policy, fileName, contentType, size }, client);

    public async Task<JsonElement> OpenAsync(object request, HttpClient? client = null)
    {
        using var response = await (client ?? Client).PostAsJsonAsync("/files/slots", request, TestContext.Current.CancellationToken);
        return await response.ShouldBeAsync(HttpStatusCode.Created);
    }

    public Task<HttpResponseMessage> CompleteAsync(JsonElement slot, HttpClient? client = null) =>
        (client ?? Client).PostAsJsonAsync(
            "/files/slots/complete", new { token = slot.GetProperty("token").GetString() }, TestContext.Current.CancellationToken);

    /// <summary>What the client does with an open slot: sends a file to the store in memory.</summary>
    public HttpStatusCode Send(JsonElement slot, byte[]? file = null, string? contentType = null)
    {
        var request = slot.GetProperty("request");
        var name = request.TryGetProperty("fields", out _) ? "fields" : "headers";
        var headers = request.GetProperty(name).EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!));
        return Store.Send(request.GetProperty("url").GetString()!, headers, file ?? Samples.Mp4(), contentType);
    }

    /// <summary>Opens a slot for a small file, and sends one.</summary>
    public async Task<JsonElement> UploadAsync(byte[]? file = null)
    {
        var slot = await OpenAsync(64);
        Assert.Equal(HttpStatusCode.OK, Send(slot, file));
        return slot;
    }

    /// <summary>Starts another instance: it shares the store, the catalog, and the key ring, but no memory of this one.</summary>
    public Task<TestApp> StartAnotherAsync(Action<TestAppSetup>? configure = null) => StartAsync(setup =>
    {
        setup.Use(Setup.Kind, Store);
        setup.Application = Application;
        setup.Protection = Setup.Protection;
        setup.Clock = Clock;
        configure?.Invoke(setup);
    });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>The parts of the host that a test can change.</summary>
internal sealed class TestAppSetup
{
    public MemoryStore Store { get; private set; } = MemoryStore.Of(StoreKind.Part);

    /// <summary>The kind of store; videos are uploaded in its way.</summary>
    public StoreKind Kind { get; private set; }

    public RecordingApplication Application { get; set; } = new();

    public FakeTimeProvider Clock { get; set; } = new(TestApp.Now);

    public LogCapture Logs { get; } = new();

    public Action<WebApplicationBuilder> Services { get; set; } = _ => { };

    /// <summary>Registers the store.</summary>
    public Action<PresignKitBuilder>? AddStore { get; set; }

    public Action<PresignKitEndpointOptions> Endpoints { get; set; } = _ => { };

    /// <summary>Whether there are upload policies.</summary>
    public bool HasUploadPolicies { get; set; } = true;

    /// <summary>The name of the policy for videos.</summary>
    public string VideoPolicy { get; set; } = "video";

    public Action<UploadPolicyOptions> Video { get; set; } = _ => { };

    public Action<PresignKitBuilder> PresignKit { get; set; } = _ => { };

    public Action<WebApplication> Map { get; set; } = app => app.MapPresignKit("/files").RequireAuthorization();

    public TimeProvider? RealClock { get; set; }

    /// <summary>The key ring; share it between hosts to make them instances of one application.</summary>
    public IDataProtectionProvider? Protection { get; set; } = new EphemeralDataProtectionProvider();

    public TestAppSetup Use(StoreKind kind, MemoryStore? store = null)
    {
        (Kind, Store) = (kind, store ?? MemoryStore.Of(kind));
        return this;
    }

    public WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(RealClock ?? Clock);
        if (Protection is not null)
        {
            builder.Services.AddSingleton(Protection);
        }

        builder.Services.AddSingleton<IPresignKitApplication>(Application);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("test", null);
        builder.Services.AddAuthorization();
        var presignKit = builder.Services.AddPresignKit();
        (AddStore ?? (stores => stores.AddStore(new MemoryStoreRegistration("media", Store))))(presignKit);
        if (HasUploadPolicies)
        {
            AddUploadPolicies(presignKit);
        }

        presignKit.AddEndpoints<RecordingApplication>(Endpoints);
        PresignKit(presignKit);
        Services(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private void AddUploadPolicies(PresignKitBuilder presignKit)
    {
        presignKit.AddUploadPolicy(VideoPolicy, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.AllowedContentTypes.Add("video/webm");
            policy.MinimumSize = 10;
            policy.MaximumSize = 100_000;
            policy.Transport = Kind is StoreKind.Form or StoreKind.VersionedForm or StoreKind.FormOfLaxStore ? UploadTransport.Post : null;
            Video(policy);
        });
        presignKit.AddUploadPolicy("transcript", policy =>
        {
            policy.AllowedContentTypes.Add("text/vtt");
            policy.AllowedContentTypes.Add("text/plain");
            policy.MaximumSize = 10_000;
        });
    }
}
