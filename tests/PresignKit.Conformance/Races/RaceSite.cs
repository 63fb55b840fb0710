using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Races;

/// <summary>Two instances of one application, each with its own connections to the store, and a browser that calls them in turn.</summary>
public sealed class RaceSite : IAsyncDisposable
{
    private static readonly IDataProtectionProvider KeyRing = new EphemeralDataProtectionProvider();

    private readonly S3ConformanceStore _store;
    private readonly WebApplication[] _instances;
    private readonly HttpClient _client = new();
    private int _calls;

    private RaceSite(S3ConformanceStore store, UploadTransport? transport)
    {
        _store = store;
        _instances = [Build(transport), Build(transport)];
    }

    public RaceApplication Application { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RaceSite> StartAsync(S3ConformanceStore store, UploadTransport? transport)
    {
        var site = new RaceSite(store, transport);
        foreach (var instance in site._instances)
        {
            await instance.StartAsync(Cancellation);
        }

        return site;
    }

    public async Task<RaceSlot> OpenAsync(int size)
    {
        using var response = await _client.PostAsJsonAsync(
            Address("slots"), new { policy = "race", fileName = "video.mp4", contentType = "video/mp4", size }, Cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        var request = answer.GetProperty("request");
        return new(
            answer.GetProperty("token").GetString()!,
            new(answer.GetProperty("key").GetString()!),
            new(
                request.GetProperty("method").GetString()!,
                request.GetProperty("url").GetString()!,
                Pairs(request, "headers").ToDictionary(StringComparer.OrdinalIgnoreCase),
                [.. Pairs(request, "fields")]));
    }

    /// <summary>Sends the file, whatever the answer is.</summary>
    public async Task<bool> UploadAsync(RaceSlot slot, byte[] body)
    {
        using var response = slot.Request.Method == "POST"
            ? await _store.PostAsync(slot.Request, body)
            : await _store.SendAsync(slot.Request, body);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Completes at one of the instances. Returns the status and the code of a problem.</summary>
    public async Task<(int Status, string? Code)> CompleteAsync(RaceSlot slot)
    {
        using var response = await _client.PostAsJsonAsync(Address("slots/complete"), new { token = slot.Token }, Cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return ((int)response.StatusCode, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object
            ? found.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))
            : [];

    private Uri Address(string path) => new($"{_instances[Interlocked.Increment(ref _calls) % 2].Urls.First()}/files/{path}");

    private WebApplication Build(UploadTransport? transport)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(KeyRing);
        builder.Services.AddSingleton<IPresignKitApplication>(Application);
        builder.Services.AddAuthorization();
        _store.AddTo(builder.Services.AddPresignKit())
            .AddUploadPolicy("race", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.Key, policy.Transport) = (1000, "conformance/{id}{ext}", transport);
            })
            .AddEndpoints<RaceApplication>();
        var app = builder.Build();
        app.MapPresignKit("/files").AllowAnonymous();
        return app;
    }
}

/// <summary>A slot as a page received it.</summary>
public sealed record RaceSlot(string Token, ObjectKey Key, PresignedUpload Request);
