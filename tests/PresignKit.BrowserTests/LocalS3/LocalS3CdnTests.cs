using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PresignKit.Sample.Media;

namespace PresignKit.BrowserTests.LocalS3;

/// <summary>The sample with a distribution in front of its bucket. Needs no browser.</summary>
public sealed class LocalS3CdnTests : IDisposable
{
    private const string Distribution = "https://media.example.com";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("presignkit-media-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Stream_OfDemoFilm_ComesFromTheDistribution()
    {
        var key = Path.Combine(_data.FullName, "cloudfront.pem");
        using (var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            await File.WriteAllTextAsync(key, ecdsa.ExportPkcs8PrivateKeyPem(), Cancellation);
        }

        await using var app = MediaApp.Build(
        [
            $"--DataDirectory={_data.FullName}",
            "--urls=http://127.0.0.1:0",
            .. new LocalS3Store().Arguments("", "http://localhost:5081"),
            $"--CloudFront:Endpoint={Distribution}",
            "--CloudFront:KeyPairId=K2JCJMDEHXQW5F",
            $"--CloudFront:PrivateKeyFile={key}",
        ]);
        await app.StartAsync(Cancellation);
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };
        (await client.PostAsync("/demo/sign-in?user=demo-a", null, Cancellation)).EnsureSuccessStatusCode();
        var film = await (await client.PostAsync("/api/media/demo", null, Cancellation)).EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        var qualities = film.GetProperty("stream").GetProperty("qualities").EnumerateArray().Select(quality => quality.GetProperty("url").GetString());
        foreach (var address in qualities)
        {
            var playlist = await client.GetStringAsync(address, Cancellation);
            var segments = playlist.Split('\n').Where(line => line.Contains(".m4s", StringComparison.Ordinal)).ToArray();

            Assert.Equal(10, segments.Length);
            Assert.All(segments, segment => Assert.StartsWith($"{Distribution}/streams/", segment, StringComparison.Ordinal));

            // One signature for all of them.
            Assert.Single(segments.Select(segment => segment[segment.IndexOf('?', StringComparison.Ordinal)..]).Distinct());
        }

        // The file still comes from the bucket.
        Assert.Contains("X-Amz-Signature=", film.GetProperty("video").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_WithoutKey_AreRefusedWithTheReason()
    {
        var exception = Assert.ThrowsAny<Exception>(() => MediaApp.Build([$"--DataDirectory={_data.FullName}", $"--CloudFront:Endpoint={Distribution}"]));

        Assert.Contains("--CloudFront:KeyPairId is missing", exception.Message, StringComparison.Ordinal);
    }
}
