using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.LocalS3;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.Recipes.Tests.Testing;

namespace PresignKit.Recipes.Tests.GettingStarted;

/// <summary>The application of docs/recipes/getting-started.md, with the stores of docs/recipes/local-and-production.md.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-environments-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Development_Page_IsServedWithItsScript()
    {
        await using var factory = new PicturesFactory();
        using var client = factory.CreateClient();

        Assert.Contains("<script type=\"module\" src=\"upload.js\">", await client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
        Assert.Contains("presignkit.js", await client.GetStringAsync("/upload.js", Cancellation), StringComparison.Ordinal);
        Assert.Contains("export", await client.GetStringAsync("/_content/PresignKit.AspNetCore/presignkit.js", Cancellation), StringComparison.Ordinal);
        Assert.Equal("[]", await client.GetStringAsync("/api/pictures", Cancellation));
    }

    [Fact]
    public async Task Development_SettingsOfTheStoreInProduction_AreIgnored()
    {
        await using var factory = new PicturesFactory();
        await using var application = factory.WithWebHostBuilder(builder => builder
            .UseSetting("PresignKit:Stores:media:Region", "eu-central-1")
            .UseSetting("PresignKit:Stores:media:AssumeRole:RoleArn", "arn:aws:iam::123456789012:role/media"));

        var picture = await new Uploader(application.CreateClient()).UploadAsync("picture", "a.png", "image/png", Files.Png(), Cancellation);

        Assert.StartsWith("pictures/", picture.GetProperty("key").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Development_KeysAndPortInConfiguration_KeepUrlsValidAcrossRestarts()
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(RepositoryFiles.Root, "tests/PresignKit.Recipes.Tests/GettingStarted/appsettings.Development.json"))
            .AddInMemoryCollection(new Dictionary<string, string?> { ["PresignKit:Stores:media:Port"] = FreePort() })
            .Build();
        string url;
        await using (var first = new PicturesFactory())
        {
            await using var application = Configured(first);
            var store = application.Services.GetRequiredService<IObjectStore>();
            await store.PutAsync(new("pictures/a.png"), new MemoryStream(Files.Png()), "image/png", cancellationToken: Cancellation);
            url = (await application.Services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(
                new("pictures/a.png"), cancellationToken: Cancellation)).RevealUrl();
        }

        await using var restarted = await RestartAsync();
        using var browser = new HttpClient();

        Assert.Equal(Files.Png(), await browser.GetByteArrayAsync(url, Cancellation));

        // The port may take a moment to become free.
        async Task<WebApplicationFactory<Program>> RestartAsync()
        {
            for (var attempt = 1; ; attempt++)
            {
                var factory = Configured(new());
                try
                {
                    _ = factory.Services;
                    return factory;
                }
                catch (Exception) when (attempt < 50)
                {
                    await factory.DisposeAsync();
                    await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
                }
            }
        }

        WebApplicationFactory<Program> Configured(PicturesFactory factory) => factory.WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in settings.AsEnumerable().Where(setting => setting.Value is not null))
            {
                builder.UseSetting(key, value);
            }

            builder.UseSetting("PresignKit:Stores:media:Directory", _folder);
        });
    }

    [Fact]
    public async Task Production_SameApplication_UsesTheConfiguredStore()
    {
        // Another process's store, reached as in production: by endpoint, bucket, and keys.
        await using var store = await LocalS3Server.StartAsync(
            new() { Directory = _folder, AccessKeyId = "test", SecretAccessKey = "test-secret", Buckets = ["my-pictures"] },
            cancellationToken: Cancellation);
        await using var factory = new WebApplicationFactory<Program>();
        await using var application = factory.WithWebHostBuilder(builder => builder
            .UseEnvironment("Production")
            .UseSetting("PresignKit:Stores:media:Endpoint", store.Endpoint)
            .UseSetting("PresignKit:Stores:media:Region", "us-east-1")
            .UseSetting("PresignKit:Stores:media:Profile", "local")
            .UseSetting("PresignKit:Stores:media:AccessKeyId", "test")
            .UseSetting("PresignKit:Stores:media:SecretAccessKey", "test-secret"));
        var uploader = new Uploader(application.CreateClient());

        var picture = await uploader.UploadAsync("picture", "a.png", "image/png", Files.Png(), Cancellation);

        Assert.Equal(Files.Png(), await uploader.DownloadAsync(picture.GetProperty("id").GetString()!, Cancellation));
        Assert.NotNull(await application.Services.GetRequiredService<IObjectStore>().FindAsync(
            new(picture.GetProperty("key").GetString()!), Cancellation));
    }

    [Theory]
    [InlineData("Production", "media:Bucket", "", "Stores:media:Bucket")]
    [InlineData("Production", "media:Buckett", "a", "Buckett")]
    [InlineData("Production", "archive:Bucket", "a", "Stores:archive")]
    [InlineData("Development", "media:Buckett", "a", "Buckett")]
    [InlineData("Development", "archive:Bucket", "a", "Stores:archive")]
    public async Task Start_WrongSetting_IsNamed(string environment, string setting, string value, string expected)
    {
        using var log = new LogCapture();
        await using var factory = new WebApplicationFactory<Program>();
        await using var application = factory.WithWebHostBuilder(builder => builder
            .UseEnvironment(environment)
            .UseSetting($"PresignKit:Stores:{setting}", value)
            .ConfigureLogging(logging => logging.AddProvider(log)));

        // The factory may notice first that the application has disposed of its services, so the reason is read from the log.
        Assert.ThrowsAny<Exception>(() => application.Services);

        Assert.Contains("Invalid PresignKit configuration", log.Text, StringComparison.Ordinal);
        Assert.Contains(expected, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_WrongType_IsRefusedWithAReason()
    {
        await using var factory = new PicturesFactory();
        using var client = factory.CreateClient();
        using var content = new StringContent(
            """{"policy":"picture","fileName":"a.exe","contentType":"application/octet-stream","size":10}""",
            new MediaTypeHeaderValue("application/json"));

        using var response = await client.PostAsync("/api/uploads/slots", content, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
