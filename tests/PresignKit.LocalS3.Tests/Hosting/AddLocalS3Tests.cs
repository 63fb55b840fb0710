using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresignKit.Keys;
using PresignKit.LocalS3.DependencyInjection;

namespace PresignKit.LocalS3.Tests.Hosting;

public sealed class AddLocalS3Tests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("presignkit-locals3-add-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddLocalS3_NothingConfigured_IssuesUrlsThatTheStoreAccepts()
    {
        using var host = Host(_ => { });
        await host.StartAsync(Ct);
        using var http = new HttpClient();
        var issuer = host.Services.GetRequiredService<IPresignedUrlIssuer>();

        var url = (await issuer.IssueDownloadAsync(new ObjectKey("missing.mp4"), cancellationToken: Ct)).RevealUrl();
        var response = await http.GetAsync(url.Replace("//localhost:", "//127.0.0.1:", StringComparison.Ordinal), Ct);
        await response.RefusedAsync(403, "SignatureDoesNotMatch"); // The host is signed, so it must be the public one.
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        await (await http.SendAsync(request, Ct)).RefusedAsync(404, "NoSuchKey"); // Verified, and then not there.

        Assert.StartsWith("http://localhost:", url, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_root, "App_Data", "locals3")));
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task AddLocalS3_Configured_UsesWhatWasSet()
    {
        var folder = Path.Combine(_root, "elsewhere");
        using var host = Host(options =>
        {
            options.Directory = folder;
            options.AccessKeyId = "someone";
            options.Bucket = "bucket-a";
        });
        await host.StartAsync(Ct);

        var url = (await host.Services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadAsync(new ObjectKey("a"), cancellationToken: Ct)).RevealUrl();

        Assert.Contains("/bucket-a/a?", url, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Credential=someone%2F", url, StringComparison.Ordinal);
        Assert.True(Directory.Exists(folder));
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task AddLocalS3_InProduction_RefusesToStart()
    {
        using var host = Host(_ => { }, "Production");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Ct));

        Assert.Contains("Production", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private IHost Host(Action<LocalS3StoreOptions> configure, string environment = "Development")
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment, ContentRootPath = _root });
        builder.Services.AddPresignKit(kit => kit.AddLocalS3("media", configure).AddDownloadPolicy("video", _ => { }));
        return builder.Build();
    }
}
