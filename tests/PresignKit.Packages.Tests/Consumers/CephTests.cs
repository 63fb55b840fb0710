using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The README's application, built from packages, on a real S3 server.</summary>
[Collection(ConsumerGroup.Name)]
public sealed class CephTests(ConsumerProjects projects)
{
    // The name in the README.
    private const string Bucket = "media";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ReadmeRealStoreSnippet_UploadsToAndStreamsFromCeph()
    {
        var built = projects.Built(ConsumerProjects.CephWeb);
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        await CreateBucketAsync(ceph);
        await using var application = await RunningApplication.StartAsync(built, Settings(ceph), Keys(ceph), Cancellation);
        byte[] file = [0, 0, 0, 24, .. "ftypisom\0\0\u0002\0isomiso2"u8, .. new byte[5000]];
        file[2000] = 1;

        var slot = await application.SendAsync(
            "/api/uploads/slots", new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size = file
                .Length }, HttpStatusCode.Created, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, await SlotUpload.SendAsync(slot, file.AsMemory(1), Cancellation));
        Assert.Equal(HttpStatusCode.Created, await SlotUpload.SendAsync(slot, file, Cancellation));
        var token = slot.GetProperty("token").GetString();
        var completed = await application.SendAsync("/api/uploads/slots/complete", new { token }, HttpStatusCode.OK, Cancellation);
        Assert.Equal(file.Length, completed.GetProperty("size").GetInt64());

        // The store accepts the form again, but the verified object is already under another key.
        Assert.Equal(HttpStatusCode.Created, await SlotUpload.SendAsync(slot, new byte[file.Length], Cancellation));

        var download = await application.Client
            .GetFromJsonAsync<JsonElement>($"/api/uploads/downloads/{completed.GetProperty("id").GetString()}", Cancellation);
        var url = download.GetProperty("url").GetString()!;
        Assert.StartsWith($"{ceph.Endpoint}/{Bucket}/", url, StringComparison.Ordinal);
        await AssertStreamsAsync(url, file, 1990, 2010);
        await AssertStreamsAsync(url, file, 0, file.Length - 1);
        using var anyone = new HttpClient();
        using var unsigned = await anyone.GetAsync(url.Split('?')[0], Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
    }

    // Requests a range, as a player does.
    private static async Task AssertStreamsAsync(string url, byte[] file, int first, int last)
    {
        using var player = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(first, last) } };
        using var response = await player.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(new ContentRangeHeaderValue(first, last, file.Length), response.Content.Headers.ContentRange);
        Assert.Equal("video/mp4", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(file[first..(last + 1)], await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    // The README's code is unchanged; configuration overrides the endpoint's port.
    private static string[] Settings(CephServer ceph) => [$"--PresignKit:Stores:media:Endpoint={ceph.Endpoint}"];

    private static Dictionary<string, string> Keys(CephServer ceph) => new(Verdict.Environment)
    {
        ["AWS_ACCESS_KEY_ID"] = ceph.AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = ceph.Secret,
    };

    private static async Task CreateBucketAsync(CephServer ceph)
    {
        using var owner = new AmazonS3Client(
            new BasicAWSCredentials(ceph.AccessKey, ceph.Secret),
            new AmazonS3Config { ServiceURL = ceph.Endpoint, AuthenticationRegion = "us-east-1", ForcePathStyle = true });
        await owner.PutBucketAsync(Bucket, Cancellation);
    }
}
