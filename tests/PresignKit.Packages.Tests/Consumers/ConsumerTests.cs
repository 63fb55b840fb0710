using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.Packages.Tests.Build;
using PresignKit.SigV4;

namespace PresignKit.Packages.Tests.Consumers;

[Collection(ConsumerGroup.Name)]
public sealed class ConsumerTests(ConsumerProjects projects)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConsumerProjects.ReadmeWeb)]
    [InlineData(ConsumerProjects.SigV4Console)]
    public async Task Run_ReadmeSnippet_PrintsUrlThatVerifies(string project)
    {
        var url = (await RunAsync(project)).Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal));

        Assert.StartsWith("https://my-media.s3.eu-central-1.amazonaws.com/uploads/intro.mp4?", url, StringComparison.Ordinal);
        Assert.Equal(SigV4Failure.None, Verdict.Of(url));
        Assert.Equal(SigV4Failure.SignatureMismatch, Verdict.Of(url.Replace("intro.mp4", "other.mp4", StringComparison.Ordinal)));
        Assert.Equal(SigV4Failure.SignatureMismatch, Verdict.Of(url, "PUT"));
    }

    [Fact]
    public async Task Run_LocalS3Readme_PrintsEndpoint()
    {
        var printed = await RunAsync(ConsumerProjects.LocalS3Console);

        Assert.StartsWith("http://127.0.0.1:", printed.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExplainingReadme_NamesTheCause() =>
        Assert.StartsWith("content-type-differs: ", await RunAsync(ConsumerProjects.ExplainingConsole), StringComparison.Ordinal);

    [Theory]
    [InlineData(ConsumerProjects.SigV4Console, "PresignKit.SigV4", new[] { "PresignKit.SigV4.dll" })]
    [InlineData(ConsumerProjects.ExplainingConsole, "PresignKit.Explaining", new[] { "PresignKit.Explaining.dll", "PresignKit.SigV4.dll" })]
    [InlineData(ConsumerProjects.ClientConsole, "PresignKit.Client", new[] { "PresignKit.Client.dll", "System.IO.Hashing.dll" })]
    [InlineData(
        ConsumerProjects.StoresWeb,
        "PresignKit.S3",
        new[]
        {
            "AWSSDK.Core.dll", "AWSSDK.Extensions.Numerics.dll", "AWSSDK.S3.dll", "AWSSDK.SecurityToken.dll", "PresignKit.S3.dll", "PresignKit.SigV4.dll",
            "PresignKit.dll", "System.IO.Hashing.dll",
        })]
    public void Build_NewProject_HasExpectedAssembliesFromFeed(string project, string id, string[] expected)
    {
        var (_, assembly) = projects.Built(project);

        var others = Directory.GetFiles(Path.GetDirectoryName(assembly)!, "*.dll").Select(Path.GetFileName).Where(name => name != $"{project}.dll");

        Assert.Equal(expected, others.Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(projects.Restored(id)), "The package was not restored from the feed.");
    }

    [Fact]
    public async Task Run_EndpointsReadme_HandlesUploadFromSlotToDownload()
    {
        await using var application = await RunningApplication.StartAsync(projects.Built(ConsumerProjects.EndpointsWeb), [], Verdict.Environment, Cancellation);
        var client = application.Client;
        byte[] file = [0, 0, 0, 24, .. "ftypisom\0\0\u0002\0isomiso2"u8, .. new byte[5000]];

        var slot = await application.SendAsync(
            "/api/uploads/slots", new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size = file
                .Length }, HttpStatusCode.Created, Cancellation);
        var token = slot.GetProperty("token").GetString();
        var tooEarly = await application.SendAsync("/api/uploads/slots/complete", new { token }, HttpStatusCode.Conflict, Cancellation);
        Assert.Equal("not-uploaded", tooEarly.GetProperty("code").GetString());

        Assert.Equal(HttpStatusCode.Forbidden, await SlotUpload.SendAsync(slot, file.AsMemory(1), Cancellation));
        Assert.Equal(HttpStatusCode.OK, await SlotUpload.SendAsync(slot, file, Cancellation));

        var completed = await application.SendAsync("/api/uploads/slots/complete", new { token }, HttpStatusCode.OK, Cancellation);
        Assert.Equal(file.Length, completed.GetProperty("size").GetInt64());
        Assert.Equal(HttpStatusCode.NotFound, await SlotUpload.SendAsync(slot, file, Cancellation));    // The slot has ended.
        var id = completed.GetProperty("id").GetString();
        var download = await client.GetFromJsonAsync<JsonElement>($"/api/uploads/downloads/{id}", Cancellation);
        using var anyone = new HttpClient();
        Assert.Equal(file, await anyone.GetByteArrayAsync(download.GetProperty("url").GetString(), Cancellation));
        using var unknown = await client.GetAsync("/api/uploads/downloads/nothing", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<string> RunAsync(string project)
    {
        var (folder, assembly) = projects.Built(project);
        return (await Command.RunAsync("dotnet", folder, [assembly], Verdict.Environment)).ShouldSucceed().Output;
    }
}
