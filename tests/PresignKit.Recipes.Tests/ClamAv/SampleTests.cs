extern alias media;

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Recipes.Tests.Hosting;
using MediaApp = media::PresignKit.Sample.Media.MediaApp;

namespace PresignKit.Recipes.Tests.ClamAv;

/// <summary>The sample with a virus scanner: what it finds is rejected and deleted; without its verdict, nothing is accepted.</summary>
public sealed class SampleTests : IDisposable
{
    // The standard test file of antivirus programs is in two parts, so that none takes this source for one.
    private static readonly byte[] Eicar = [.. @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-"u8, .. "ANTIVIRUS-TEST-FILE!$H+H*"u8];

    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-clamav-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Upload_InfectedVideo_IsRejectedAndDeleted()
    {
        await using var daemon = FakeClamd.Finding(Eicar);
        await using var app = await StartAsync(daemon.Port);
        using var client = await SignInAsync(app);
        var uploader = new Uploader(client);
        byte[] file = [.. Files.Mp4(), .. Eicar];
        var slot = await uploader.OpenAsync("video", "a.mp4", "video/mp4", file, Cancellation);
        using var sent = await Uploader.SendAsync(slot, file, Cancellation);
        sent.EnsureSuccessStatusCode();

        using var completed = await uploader.CompleteAsync(slot, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, completed.StatusCode);
        var problem = await completed.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("inspection-rejected", problem.GetProperty("code").GetString());
        Assert.Contains("Eicar-Signature", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(file, Assert.Single(daemon.Files));
        Assert.Empty(await KeysAsync(app));
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>("/api/media", Cancellation)).GetArrayLength());
        using var again = await uploader.CompleteAsync(slot, Cancellation);
        Assert.Equal("slot-ended", (await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Upload_CleanVideo_IsAccepted()
    {
        await using var daemon = FakeClamd.Finding(Eicar);
        await using var app = await StartAsync(daemon.Port);
        using var client = await SignInAsync(app);

        await new Uploader(client).UploadAsync("video", "a.mp4", "video/mp4", Files.Mp4(), Cancellation);

        Assert.Equal(Files.Mp4(), Assert.Single(daemon.Files));
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>("/api/media", Cancellation)).GetArrayLength());
    }

    [Fact]
    public async Task Upload_ScannerIsDown_IsNotAcceptedUntilItIsBack()
    {
        var port = FreePort();
        await using var app = await StartAsync(port);
        using var client = await SignInAsync(app);
        var uploader = new Uploader(client);
        var slot = await uploader.OpenAsync("video", "a.mp4", "video/mp4", Files.Mp4(), Cancellation);
        using var sent = await Uploader.SendAsync(slot, Files.Mp4(), Cancellation);
        sent.EnsureSuccessStatusCode();

        using var failed = await uploader.CompleteAsync(slot, Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.DoesNotContain("clamd", await failed.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>("/api/media", Cancellation)).GetArrayLength());
        Assert.NotEmpty(await KeysAsync(app));
        await using var daemon = FakeClamd.Finding(Eicar, port);
        using var scanned = await uploader.CompleteAsync(slot, Cancellation);
        Assert.Equal(HttpStatusCode.OK, scanned.StatusCode);
        Assert.Equal(Files.Mp4(), Assert.Single(daemon.Files));
    }

    private static async Task<List<string>> KeysAsync(WebApplication app)
    {
        var keys = new List<string>();
        await foreach (var found in app.Services.GetRequiredService<IObjectStore>().ListAsync("videos/", Cancellation))
        {
            keys.Add(found.Key);
        }

        return keys;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app)
    {
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var signedIn = await client.PostAsync("/demo/sign-in?user=demo-a", content: null, Cancellation);
        signedIn.EnsureSuccessStatusCode();
        return client;
    }

    private async Task<WebApplication> StartAsync(int clamd)
    {
        var app = MediaApp.Build(
        [
            "--urls=http://127.0.0.1:0", $"--DataDirectory={_folder}", $"--LocalS3:Port={FreePort()}", $"--ClamAv:Address=127.0.0.1:{clamd}",
        ]);
        await app.StartAsync(Cancellation);
        return app;
    }
}
