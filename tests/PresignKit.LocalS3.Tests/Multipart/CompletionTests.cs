using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Multipart;

/// <summary>Conditional completion, and lists of parts that S3 refuses.</summary>
public sealed class CompletionTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_IfMatch_ReplacesOnlyThatObject()
    {
        await store.PutTextAsync("if/match", "first");
        var seen = (await store.Client.GetObjectMetadataAsync(StoreFixture.Bucket, "if/match", Ct)).ETag;
        var (completion, _) = await UploadAsync("if/match");
        completion.IfMatch = "\"00000000000000000000000000000000\"";
        var (none, _) = await UploadAsync("if/match-none");
        none.IfMatch = seen;

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.CompleteMultipartUploadAsync(completion, Ct));
        var missing = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.CompleteMultipartUploadAsync(none, Ct));
        Assert.Equal("first", await store.GetTextAsync("if/match"));
        completion.IfMatch = seen;
        await store.Client.CompleteMultipartUploadAsync(completion, Ct);

        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound), (refused.StatusCode, missing.StatusCode));
        Assert.Equal("part", await store.GetTextAsync("if/match"));
    }

    [Fact]
    public async Task Copy_IfMatch_ReplacesOnlyThatObject()
    {
        await store.PutTextAsync("if/source", "second");
        await store.PutTextAsync("if/copy", "first");
        var seen = (await store.Client.GetObjectMetadataAsync(StoreFixture.Bucket, "if/copy", Ct)).ETag;
        CopyObjectRequest copy = new()
        {
            SourceBucket = StoreFixture.Bucket, SourceKey = "if/source", DestinationBucket = StoreFixture.Bucket, DestinationKey = "if/copy", IfMatch = seen,
        };

        await store.Client.CopyObjectAsync(copy, Ct);
        var stale = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.CopyObjectAsync(copy, Ct));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "PreconditionFailed"), (stale.StatusCode, stale.ErrorCode));
        Assert.Equal("second", await store.GetTextAsync("if/copy"));
    }

    [Fact]
    public async Task Complete_IfNoneMatchAndObjectExists_IsRefusedAndTheUploadStaysOpen()
    {
        await store.PutTextAsync("if/none", "first");
        var (completion, tag) = await UploadAsync("if/none");
        completion.IfNoneMatch = "*";

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.CompleteMultipartUploadAsync(completion, Ct));
        var parts = await store.Client.ListPartsAsync(StoreFixture.Bucket, "if/none", completion.UploadId, Ct);
        Assert.Equal("first", await store.GetTextAsync("if/none"));
        await store.Client.DeleteObjectAsync(StoreFixture.Bucket, "if/none", Ct);
        await store.Client.CompleteMultipartUploadAsync(completion, Ct);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "PreconditionFailed"), (refused.StatusCode, refused.ErrorCode));
        Assert.Equal(tag, Assert.Single(parts.Parts).ETag);
        Assert.Equal("part", await store.GetTextAsync("if/none"));
    }

    [Fact]
    public async Task Complete_IfMatch_ReplacesOnlyThatVersion()
    {
        await store.PutTextAsync("if/match", "first");
        var first = (await store.Client.GetObjectMetadataAsync(StoreFixture.Bucket, "if/match", Ct)).ETag;
        await store.PutTextAsync("if/match", "second");
        var (completion, _) = await UploadAsync("if/match");
        completion.IfMatch = first;

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.CompleteMultipartUploadAsync(completion, Ct));
        completion.IfMatch = (await store.Client.GetObjectMetadataAsync(StoreFixture.Bucket, "if/match", Ct)).ETag;
        await store.Client.CompleteMultipartUploadAsync(completion, Ct);

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        Assert.Equal("part", await store.GetTextAsync("if/match"));
    }

    [Fact]
    public async Task Complete_IfMatchWithoutObject_IsNoSuchKey()
    {
        var (completion, _) = await UploadAsync("if/absent");
        completion.IfMatch = "\"900150983cd24fb0d6963f7d28e17f72\"";

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.CompleteMultipartUploadAsync(completion, Ct));

        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), (refused.StatusCode, refused.ErrorCode));
        await store.AssertMissingAsync("if/absent");
    }

    /// <summary>The store decides all of them under one lock, so none is answered with 409 ConditionalRequestConflict.</summary>
    [Fact]
    public async Task Complete_IfNoneMatchWhileOthersWriteTheKey_HasOneWinner()
    {
        NameValue[] once = [new("if-none-match", "*")];
        for (var round = 0; round < 10; round++)
        {
            var key = $"if/race/{round}";
            var uploads = new List<(string Id, string Tag)>();
            for (var i = 0; i < 4; i++)
            {
                var id = await store.CreateUploadAsync(key);
                uploads.Add((id, await store.PutPartAsync(key, id, 1, [(byte)i])));
            }

            var completions = uploads.Select(upload => store.CompleteAsync(key, upload.Id, [new(1, upload.Tag)], once)).ToList();
            var puts = Enumerable.Range(10, 4).Select(i => store.Sign.SendAsync("PUT", key, [(byte)i], once));
            var answers = await Task.WhenAll([.. completions, .. puts]);

            var winner = Assert.Single(Enumerable.Range(0, 8), i => answers[i].StatusCode == HttpStatusCode.OK);
            Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
            var bytes = await (await store.Sign.SendAsync("GET", key)).Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal([(byte)(winner < 4 ? winner : winner + 6)], bytes);
            for (var i = 0; i < 4; i++)
            {
                var abort = await store.Sign.SendAsync("DELETE", key, query: [new("uploadId", uploads[i].Id)]);
                Assert.Equal(i == winner ? HttpStatusCode.NotFound : HttpStatusCode.NoContent, abort.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Complete_PartNumbersOutsideTheLimits_AreRefused()
    {
        var id = await store.CreateUploadAsync("list/limits");
        var tag = await store.PutPartAsync("list/limits", id, 10_000, [1]);

        await (await store.CompleteAsync("list/limits", id, [new(0, tag)])).RefusedAsync(400, "InvalidArgument");
        await (await store.CompleteAsync("list/limits", id, [new(-1, tag)])).RefusedAsync(400, "InvalidArgument");
        var error = await (await store.CompleteAsync("list/limits", id, [new(10_001, tag)])).RefusedAsync(400, "InvalidPart");
        Assert.Equal("10001", error.Element("PartNumber")!.Value);
        Assert.Equal(HttpStatusCode.OK, (await store.CompleteAsync("list/limits", id, [new(10_000, tag)])).StatusCode);
    }

    [Fact]
    public async Task Complete_TenThousandAndOneParts_IsMalformed()
    {
        var id = await store.CreateUploadAsync("list/many");
        var tag = await store.PutPartAsync("list/many", id, 1, [1]);

        await (await store.CompleteAsync("list/many", id, Enumerable.Range(1, 10_001).Select(number => new ListedPart(number, tag))))
            .RefusedAsync(400, "MalformedXML");
        Assert.Equal(HttpStatusCode.OK, (await store.CompleteAsync("list/many", id, [new(1, tag)])).StatusCode);
    }

    [Theory]
    [InlineData(5 * 1024 * 1024 - 1, "EntityTooSmall")]
    [InlineData(5 * 1024 * 1024, null)]
    public async Task Complete_SmallPartThatIsNotTheLast_IsRefused(int size, string? code)
    {
        var key = "list/small/" + code;
        var id = await store.CreateUploadAsync(key);
        ListedPart[] parts = [new(1, await store.PutPartAsync(key, id, 1, new byte[size])), new(2, await store.PutPartAsync(key, id, 2, [1]))];

        var response = await store.CompleteAsync(key, id, parts);

        if (code is null)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return;
        }

        var error = await response.RefusedAsync(400, code);
        string[] names = ["ProposedSize", "MinSizeAllowed", "PartNumber"];
        Assert.Equal(["5242879", "5242880", "1"], names.Select(name => error.Element(name)!.Value));
        Assert.Equal(HttpStatusCode.OK, (await store.CompleteAsync(key, id, [parts[0]])).StatusCode);
    }

    private async Task<(CompleteMultipartUploadRequest Completion, string Tag)> UploadAsync(string key)
    {
        var id = await store.CreateUploadAsync(key);
        var tag = await store.PutPartAsync(key, id, 1, Encoding.UTF8.GetBytes("part"));
        return (new CompleteMultipartUploadRequest { BucketName = StoreFixture.Bucket, Key = key, UploadId = id, PartETags = [new PartETag(1, tag)] }, tag);
    }
}
