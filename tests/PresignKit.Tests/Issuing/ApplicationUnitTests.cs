using System.Buffers;
using NSubstitute;

namespace PresignKit.Tests.Issuing;

/// <summary>An application's own unit tests: the interface alone is enough, as a substitute or a fake of a few lines.</summary>
public sealed class ApplicationUnitTests
{
    [Fact]
    public async Task Page_SubstitutedIssuer_NeedsNoOtherService()
    {
        var issuer = Substitute.For<IPresignedUrlIssuer>();
        issuer.IssueDownloadUrlAsync(new ObjectKey("a.mp4"), Arg.Any<DownloadRequest>(), Arg.Any<CancellationToken>())
            .Returns(FakeIssuer.Url(new ObjectKey("a.mp4")));

        Assert.Equal("https://store.test/a.mp4?sig", await new MediaPage(issuer).VideoUrlAsync("a.mp4"));
    }

    [Fact]
    public async Task Page_FakeIssuer_UploadsAndDownloads()
    {
        var page = new MediaPage(new FakeIssuer());

        Assert.Equal("https://store.test/a.mp4?sig", await page.VideoUrlAsync("a.mp4"));
        Assert.Equal("PUT https://store.test/b.mp4?sig", await page.UploadAsync("b.mp4"));
    }

    private sealed class MediaPage(IPresignedUrlIssuer issuer)
    {
        public async Task<string> VideoUrlAsync(string key) => (await issuer.IssueDownloadUrlAsync(new ObjectKey(key), new())).RevealUrl();

        public async Task<string> UploadAsync(string fileName)
        {
            var slot = await issuer.OpenUploadSlotAsync(new() { Policy = "video", FileName = fileName, Size = 1000 });
            return $"{slot.Request!.Method} {slot.Request.RevealUrl()}";
        }
    }

    private sealed class FakeIssuer : IPresignedUrlIssuer
    {
        public string StoreName => "fake";

        public static PresignedUrl Url(ObjectKey key) =>
            new("GET", $"https://store.test/{key}?sig", new Dictionary<string, string>(), key, DateTimeOffset.UnixEpoch, ExpiryLimit.Policy);

        public UploadRequest CheckUpload(UploadRequest request) => request;

        public ValueTask<UploadSlot> OpenUploadSlotAsync(UploadRequest request, CancellationToken cancellationToken = default) => new(new UploadSlot
        {
            StoreName = StoreName,
            Policy = request.Policy,
            Key = new(request.FileName),
            ContentType = "video/mp4",
            Size = request.Size,
            Transport = UploadTransport.Put,
            Request = new("PUT", $"https://store.test/{request.FileName}?sig"),
            ExpiresAt = DateTimeOffset.UnixEpoch,
            LimitedBy = ExpiryLimit.Policy,
            Declaration = new()
            {
                StoreName = StoreName, Policy = request.Policy, Key = new(request.FileName), ContentType = "video/mp4", Size = request.Size,
            },
            Guarantees = new(default, default, default, default, default),
        });

        public ValueTask<PresignedUrl> IssueDownloadUrlAsync(
            ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default) => new(Url(key));

        public ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
            IReadOnlyList<ObjectKey> keys, DownloadRequest? request = null, CancellationToken cancellationToken = default) => new([.. keys.Select(Url)]);

        public ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
            IReadOnlyList<DownloadItem> items, DownloadRequest? request = null, CancellationToken cancellationToken = default) =>
            new([.. items.Select(item => Url(item.Key))]);

        public ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
            IReadOnlyList<DownloadItem> items,
            IBufferWriter<byte> destination,
            DownloadRequest? request = null,
            Action<int, IBufferWriter<byte>>? before = null,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
            IReadOnlyList<ObjectKey> keys,
            IBufferWriter<byte> destination,
            DownloadRequest? request = null,
            Action<int, IBufferWriter<byte>>? before = null,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
