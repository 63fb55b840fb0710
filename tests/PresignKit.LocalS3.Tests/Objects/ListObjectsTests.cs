using Amazon.S3.Model;

namespace PresignKit.LocalS3.Tests.Objects;

public sealed class ListObjectsTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string Bucket = "listing";

    private static readonly string[] Keys = ["a", "b/1", "b/2", "b/c/3", "d", "e/1", "z\uFF61", "z\U0001F600"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListV2_InPages_YieldsEveryKeyOnceInUtf8Order()
    {
        await FillAsync();
        var seen = new List<string>();
        var request = new ListObjectsV2Request { BucketName = Bucket, MaxKeys = 3 };
        ListObjectsV2Response page;
        do
        {
            page = await store.Client.ListObjectsV2Async(request, Ct);
            seen.AddRange(page.S3Objects.Select(o => o.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        Assert.Equal(Keys, seen);
    }

    [Theory]
    [InlineData("", "a d z\uFF61 z\U0001F600", "b/ e/")]
    [InlineData("b/", "b/1 b/2", "b/c/")]
    [InlineData("none", "", "")]
    public async Task ListV2_Delimiter_RollsUpPrefixesInPages(string prefix, string keys, string prefixes)
    {
        await FillAsync();
        foreach (var pageSize in new[] { 1, 2, 1000 })
        {
            var request = new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix, Delimiter = "/", MaxKeys = pageSize };
            var (seenKeys, seenPrefixes) = (new List<string>(), new List<string>());
            ListObjectsV2Response page;
            do
            {
                page = await store.Client.ListObjectsV2Async(request, Ct);
                seenKeys.AddRange((page.S3Objects ?? []).Select(o => o.Key));
                seenPrefixes.AddRange(page.CommonPrefixes ?? []);
                request.ContinuationToken = page.NextContinuationToken;
            }
            while (page.IsTruncated == true);

            Assert.Equal(keys, string.Join(' ', seenKeys));
            Assert.Equal(prefixes, string.Join(' ', seenPrefixes));
        }
    }

    [Fact]
    public async Task ListV2_StartAfter_BeginsBehindIt()
    {
        await FillAsync();

        var page = await store.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, StartAfter = "b/2", MaxKeys = 2 }, Ct);

        Assert.Equal(["b/c/3", "d"], page.S3Objects.Select(o => o.Key));
        Assert.True(page.IsTruncated);
    }

    [Fact]
    public async Task ListV1_Marker_BeginsBehindIt()
    {
        await FillAsync();

        var page = await store.Client.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, Marker = "b/2", MaxKeys = 2 }, Ct);

        Assert.Equal(["b/c/3", "d"], page.S3Objects.Select(o => o.Key));
        Assert.Equal("d", page.NextMarker);
    }

    [Fact]
    public async Task ListV2_MarkupAndControlsInKeys_AreSafe()
    {
        await store.PutTextAsync("odd/<a>&\"'\u0001", "x");

        var page = await store.Client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = StoreFixture.Bucket, Prefix = "odd/", Encoding = Amazon.S3.EncodingType.Url }, Ct);

        Assert.Equal("odd/<a>&\"'\u0001", Uri.UnescapeDataString(Assert.Single(page.S3Objects).Key));
    }

    [Theory]
    [InlineData("max-keys", "x")]
    [InlineData("continuation-token", "%%%")]
    [InlineData("encoding-type", "base64")]
    [InlineData("list-type", "3")]
    public async Task List_InvalidParameter_IsRefused(string name, string value)
    {
        var query = name == "list-type" ? new PresignKit.SigV4.NameValue[] { new(name, value) } : [new("list-type", "2"), new(name, value)];

        await (await store.Sign.SendAsync("GET", null, query: query)).RefusedAsync(400, "InvalidArgument");
    }

    private async Task FillAsync()
    {
        var put = await store.Sign.SendAsync("PUT", null, [], bucket: Bucket);
        if (!put.IsSuccessStatusCode)
        {
            return;
        }

        foreach (var key in Keys.Reverse())
        {
            await store.PutTextAsync(key, key, Bucket);
        }
    }
}
