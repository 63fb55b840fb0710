using System.Buffers;
using System.Text;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Signing;

/// <summary>A batch with a request per object contains the same URLs as single calls.</summary>
public sealed class ItemBatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DownloadRequest Shared { get; } = new() { Lifetime = TimeSpan.FromMinutes(2), ContentType = "video/mp2t" };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task IssueDownloadUrls_ItemsOfAnyCount_MatchSingleCalls(int count)
    {
        await using var services = TestApp.WithStore(static _ => { });
        var items = Items(count);

        var urls = await services.Issuer().IssueDownloadUrlsAsync(items, Shared, Cancellation);

        Assert.Equal(items.Select(item => item.Key), urls.Select(u => u.Key));
        for (var i = 0; i < count; i++)
        {
            var one = await services.Issuer().IssueDownloadUrlAsync(items[i].Key, Alone(items[i]), Cancellation);
            Assert.Equal(one.RevealUrl(), urls[i].RevealUrl());
            Assert.Equal((one.Method, one.ExpiresAt, one.LimitedBy), (urls[i].Method, urls[i].ExpiresAt, urls[i].LimitedBy));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task WriteDownloadUrls_Items_MatchSingleUrls(bool separated, bool hasFacts)
    {
        await using var services = TestApp.WithStore(options =>
        {
            (options.RequesterPays, options.ExpectedBucketOwner) = (hasFacts, hasFacts ? "111122223333" : null);
        });
        var items = Items(300);
        var text = new ArrayBufferWriter<byte>();

        var expiresAt = await services.Issuer().WriteDownloadUrlsAsync(
            items, text, Shared, separated ? static (i, writer) => Encoding.ASCII.GetBytes($"\n{i}\n", writer) : null, Cancellation);

        var expected = new StringBuilder();
        for (var i = 0; i < items.Length; i++)
        {
            var one = await services.Issuer().IssueDownloadUrlAsync(items[i].Key, Alone(items[i]), Cancellation);
            expected.Append(separated ? $"\n{i}\n" : "").Append(one.RevealUrl());
            Assert.Equal(one.ExpiresAt, expiresAt);
            Assert.True(ClientRequest.Verify(one, TestApp.Now).IsVerified);
        }

        Assert.Equal(expected.ToString(), Encoding.ASCII.GetString(text.WrittenSpan));
    }

    [Fact]
    public async Task WriteDownloadUrls_OneItemIsMalformed_NothingIsWritten()
    {
        await using var services = TestApp.WithStore(static _ => { });
        var text = new ArrayBufferWriter<byte>();
        DownloadItem[] items = [new(new("a")), new(new("b")) { ContentType = "no type" }];

        var malformed = await Assert.ThrowsAsync<ArgumentException>(
            async () => await services.Issuer().WriteDownloadUrlsAsync(items, text, cancellationToken: Cancellation));
        var empty = await Assert.ThrowsAsync<ArgumentException>(
            async () => await services.Issuer().WriteDownloadUrlsAsync([items[0], default], text, cancellationToken: Cancellation));

        Assert.StartsWith("The item at index 1 cannot be signed: The content type 'no type' is not of the form", malformed.Message, StringComparison.Ordinal);
        Assert.StartsWith("The item at index 1 has no key.", empty.Message, StringComparison.Ordinal);

        Assert.Equal(0, text.WrittenCount);
    }

    [Fact]
    public async Task SignMany_SpecificationsWithNothingInCommon_MatchSingleSignatures()
    {
        var session = await TestStoreProvider.Create(static _ => { }).OpenSessionAsync(Cancellation);
        AccessSpecification[] specifications =
        [
            new(ObjectAccess.Read, new("a"), TestApp.Now, TimeSpan.FromMinutes(5), null) { VersionId = "v/1", PartNumber = 7 },
            new(ObjectAccess.Head, new("b"), TestApp.Now, TimeSpan.FromMinutes(5), null),
            new(ObjectAccess.Read, new("c"), TestApp.Now.AddSeconds(1), TimeSpan.FromMinutes(6), new(null, "attachment", null)),
        ];
        var requests = new SignedRequest[3];
        var text = new ArrayBufferWriter<byte>();

        session.SignMany(specifications, requests);
        session.SignMany(specifications, text, before: null);

        Assert.Equal(specifications.Select(s => session.Sign(s)), requests);
        Assert.Equal(string.Concat(requests.Select(r => r.Url)), Encoding.ASCII.GetString(text.WrittenSpan));
    }

    [Fact]
    public async Task IssueDownloadUrls_KeysWithoutTypeName_AreStillKeys()
    {
        await using var services = TestApp.WithStore(static _ => { });

        var urls = await services.Issuer().IssueDownloadUrlsAsync([new("a"), new("b")], cancellationToken: Cancellation);

        Assert.Equal(["a", "b"], urls.Select(url => url.Key.Value));
    }

    private static DownloadItem[] Items(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new DownloadItem(new($"videos/{i:D5}/größe {i}{new string('x', i % 50)}.ts"))
        {
            FileName = (i % 4) switch { 0 => null, 1 => $"Film {i}.ts", 2 => $"Überraschung {i} %41.ts", _ => new string('n', 300) },
            ContentType = i % 3 == 0 ? null : "video/mp4",
            Disposition = i % 2 == 0 ? DispositionType.Inline : null,
            VersionId = i % 5 == 0 ? $"v+{i}/=" : null,
            PartNumber = i % 7 == 0 ? (i % 10_000) + 1 : null,
            ContentLanguage = i % 11 == 0 ? "de-CH" : null,
            ContentEncoding = i % 13 == 0 ? "gzip" : null,
            Expires = i % 17 == 0 ? TestApp.Now.AddDays(i) : null,
        }),
    ];

    private static DownloadRequest Alone(DownloadItem item) => Shared with
    {
        FileName = item.FileName,
        ContentType = item.ContentType ?? Shared.ContentType,
        Disposition = item.Disposition,
        VersionId = item.VersionId,
        PartNumber = item.PartNumber,
        ContentLanguage = item.ContentLanguage,
        ContentEncoding = item.ContentEncoding,
        Expires = item.Expires,
    };
}
