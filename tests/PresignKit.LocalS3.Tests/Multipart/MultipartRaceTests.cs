using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Multipart;

/// <summary>C2: one lock discipline for parts, completions, and aborts, whatever arrives again or at the same time.</summary>
public sealed class MultipartRaceTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Rounds = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_WhileItsPartIsSentAgain_KeepsTheBytes()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (key, bytes) = ($"race/again/{round}", RandomNumberGenerator.GetBytes(20_000));
            var id = await CreateAsync(key);
            var tag = Tag(await PartAsync(key, id, bytes));

            var parts = Enumerable.Range(0, 3).Select(_ => PartAsync(key, id, bytes)).ToList();
            var completions = await Task.WhenAll(CompleteAsync(key, id, tag), CompleteAsync(key, id, tag));
            foreach (var part in await Task.WhenAll(parts))
            {
                Assert.True(part.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{part.StatusCode}");
            }

            Assert.All(completions, completion => Assert.Equal(HttpStatusCode.OK, completion.StatusCode));
            Assert.Equal(bytes, await (await store.Sign.SendAsync("GET", key)).Content.ReadAsByteArrayAsync(Ct));
        }

        await AssertNoOrphansAsync();
        await store.RestartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync("GET", $"race/again/{round}")).StatusCode);
        }
    }

    [Fact]
    public async Task Complete_WhileItsPartIsReplaced_HasTheListedBytesOrIsRefused()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (key, bytes) = ($"race/other/{round}", RandomNumberGenerator.GetBytes(1000));
            var id = await CreateAsync(key);
            var tag = Tag(await PartAsync(key, id, bytes));

            var answers = await Task.WhenAll(CompleteAsync(key, id, tag), PartAsync(key, id, [1]));

            if (answers[0].StatusCode == HttpStatusCode.OK)
            {
                await answers[1].RefusedAsync(404, "NoSuchUpload");
                Assert.Equal(bytes, await (await store.Sign.SendAsync("GET", key)).Content.ReadAsByteArrayAsync(Ct));
            }
            else
            {
                await answers[0].RefusedAsync(400, "InvalidPart");
                Assert.Equal(HttpStatusCode.OK, answers[1].StatusCode);
                await store.AssertMissingAsync(key);
                Assert.Equal(HttpStatusCode.OK, (await CompleteAsync(key, id, Tag(answers[1]))).StatusCode);
            }
        }

        await AssertNoOrphansAsync();
    }

    [Fact]
    public async Task Complete_WhileTheUploadIsAborted_HasOneWinner()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (key, bytes) = ($"race/abort/{round}", RandomNumberGenerator.GetBytes(1000));
            var id = await CreateAsync(key);
            var tag = Tag(await PartAsync(key, id, bytes));

            var answers = await Task.WhenAll(CompleteAsync(key, id, tag), AbortAsync(key, id), AbortAsync(key, id));

            var completed = answers[0].StatusCode == HttpStatusCode.OK;
            Assert.Equal(1, answers.Count(answer => answer.IsSuccessStatusCode));
            foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
            {
                await refused.RefusedAsync(404, "NoSuchUpload");
            }

            var read = await store.Sign.SendAsync("GET", key);
            Assert.Equal(completed ? HttpStatusCode.OK : HttpStatusCode.NotFound, read.StatusCode);
        }

        await AssertNoOrphansAsync();
    }

    /// <summary>As on S3: a client whose connection broke repeats the request.</summary>
    [Fact]
    public async Task Complete_Repeated_HasTheSameResultUntilTheObjectChanges()
    {
        var id = await CreateAsync("race/repeated");
        var tag = Tag(await PartAsync("race/repeated", id, [1, 2, 3]));
        NameValue[] once = [new("if-none-match", "*")];

        var first = await (await CompleteAsync("race/repeated", id, tag, once)).TextAsync();
        var second = await CompleteAsync("race/repeated", id, tag, once);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(first, await second.TextAsync());
        await store.RestartAsync();
        var restarted = await CompleteAsync("race/repeated", id, tag);
        Assert.Equal(Element(first, "ETag"), Element(await restarted.TextAsync(), "ETag"));

        await (await CompleteAsync("race/repeated", id, "\"0123456789abcdef0123456789abcdef\"")).RefusedAsync(404, "NoSuchUpload");
        await (await AbortAsync("race/repeated", id)).RefusedAsync(404, "NoSuchUpload");
        await store.PutTextAsync("race/repeated", "replaced");
        await (await CompleteAsync("race/repeated", id, tag)).RefusedAsync(404, "NoSuchUpload");
        Assert.Equal("replaced", await store.GetTextAsync("race/repeated"));
        await store.Sign.SendAsync("DELETE", "race/repeated");
        await (await CompleteAsync("race/repeated", id, tag)).RefusedAsync(404, "NoSuchUpload");
        await store.AssertMissingAsync("race/repeated");
    }

    [Fact]
    public async Task DeleteBucket_DuringUploads_NeverLosesAnAcknowledgedObject()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var bucket = $"doomed-{round % 2}";
            Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync("PUT", null, bucket: bucket)).StatusCode);
            var id = await CreateAsync("parts", bucket);
            var tag = Tag(await PartAsync("parts", id, [1], bucket));

            var delete = store.Sign.SendAsync("DELETE", null, bucket: bucket);
            var writes = await Task.WhenAll(store.Sign.SendAsync("PUT", "a", [1], bucket: bucket), CompleteAsync("parts", id, tag, bucket: bucket));

            if ((await delete).StatusCode == HttpStatusCode.NoContent)
            {
                Assert.All(writes, write => Assert.Equal(HttpStatusCode.NotFound, write.StatusCode));
            }
            else
            {
                await (await delete).RefusedAsync(409, "BucketNotEmpty");
                foreach (var (key, write) in new[] { "a", "parts" }.Zip(writes))
                {
                    Assert.Equal(HttpStatusCode.OK, write.StatusCode);
                    Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync("GET", key, bucket: bucket)).StatusCode);
                    await store.Sign.SendAsync("DELETE", key, bucket: bucket);
                }

                Assert.Equal(HttpStatusCode.NoContent, (await store.Sign.SendAsync("DELETE", null, bucket: bucket)).StatusCode);
            }
        }

        await AssertNoOrphansAsync();
    }

    [Fact]
    public async Task Upload_WhoseBucketWasDeletedAndCreatedAgain_IsGone()
    {
        Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync("PUT", null, bucket: "reborn")).StatusCode);
        var id = await CreateAsync("a", "reborn");
        var tag = Tag(await PartAsync("a", id, [1], "reborn"));
        await store.Sign.SendAsync("DELETE", null, bucket: "reborn");
        await (await PartAsync("a", id, [1], "reborn")).RefusedAsync(404, "NoSuchBucket");
        await store.Sign.SendAsync("PUT", null, bucket: "reborn");

        await (await PartAsync("a", id, [1], "reborn")).RefusedAsync(404, "NoSuchUpload");
        await (await CompleteAsync("a", id, tag, bucket: "reborn")).RefusedAsync(404, "NoSuchUpload");
        await AssertNoOrphansAsync();
    }

    [Fact]
    public async Task Abandoned_Uploads_AreListedAfterARestart()
    {
        var id = await CreateAsync("race/abandoned");
        await PartAsync("race/abandoned", id, [1]);
        await store.RestartAsync();

        var listed = await (await store.Sign.SendAsync("GET", null, query: [new("uploads", ""), new("prefix", "race/abandoned")])).TextAsync();

        Assert.Equal(id, Element(listed, "UploadId"));
        Assert.Equal(HttpStatusCode.NoContent, (await AbortAsync("race/abandoned", id)).StatusCode);
        await AssertNoOrphansAsync();
    }

    private static string Tag(HttpResponseMessage part)
    {
        Assert.Equal(HttpStatusCode.OK, part.StatusCode);
        return part.Headers.ETag!.Tag;
    }

    private static string Element(string document, string name) =>
        XElement.Parse(document).Descendants().First(element => element.Name.LocalName == name).Value;

    /// <summary>Every body on disk is named by a record, and every one that a record names is there.</summary>
    private async Task AssertNoOrphansAsync()
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Path.Combine(store.Directory, "buckets"), "*.json", SearchOption.AllDirectories))
        {
            using var record = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(path, Ct));
            if (record.RootElement.TryGetProperty("Segments", out var segments))
            {
                named.UnionWith(segments.EnumerateArray().Select(segment => segment.GetProperty("File").GetString()!));
            }
        }

        var bodies = Directory.GetFiles(Path.Combine(store.Directory, "bodies")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal(named, bodies);
        Assert.Empty(Directory.GetFiles(Path.Combine(store.Directory, "temporary")));
    }

    private async Task<string> CreateAsync(string key, string bucket = StoreFixture.Bucket) =>
        Element(await (await store.Sign.SendAsync("POST", key, [], query: [new NameValue("uploads", "")], bucket: bucket)).TextAsync(), "UploadId");

    private Task<HttpResponseMessage> PartAsync(string key, string id, byte[] bytes, string bucket = StoreFixture.Bucket) =>
        store.Sign.SendAsync("PUT", key, bytes, query: [new("partNumber", "1"), new("uploadId", id)], bucket: bucket);

    private Task<HttpResponseMessage> AbortAsync(string key, string id) => store.Sign.SendAsync("DELETE", key, query: [new("uploadId", id)]);

    private Task<HttpResponseMessage> CompleteAsync(string key, string id, string tag, NameValue[]? headers = null, string bucket = StoreFixture.Bucket) =>
        store.Sign.SendAsync(
            "POST",
            key,
            Encoding.UTF8.GetBytes($"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{tag}</ETag></Part></CompleteMultipartUpload>"),
            headers,
            query: [new("uploadId", id)],
            bucket: bucket);
}
