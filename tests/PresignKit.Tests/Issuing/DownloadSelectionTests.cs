using System.Buffers;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

/// <summary>Versions, parts, and response headers that a request asks for, alone and in batches.</summary>
public sealed class DownloadSelectionTests
{
    private static readonly ObjectKey Key = new("a/b.mp4");

    public static TheoryData<DownloadRequest> Malformed => new(
        new DownloadRequest { VersionId = "" },
        new DownloadRequest { VersionId = "a\r\nb" },
        new DownloadRequest { VersionId = new string('v', 1025) },
        new DownloadRequest { VersionId = "\uD800" },
        new DownloadRequest { VersionId = new string('ü', 513) },
        new DownloadRequest { PartNumber = 0 },
        new DownloadRequest { PartNumber = 10_001 },
        new DownloadRequest { ContentLanguage = "" },
        new DownloadRequest { ContentLanguage = "de;q=1" },
        new DownloadRequest { ContentLanguage = "de,,fr" },
        new DownloadRequest { ContentLanguage = "-de" },
        new DownloadRequest { ContentEncoding = "" },
        new DownloadRequest { ContentEncoding = "GZIP" },
        new DownloadRequest { ContentEncoding = "gzip, br" },
        new DownloadRequest { ContentEncoding = "aws-chunked" });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IssueDownloadUrl_Everything_ReachesTheProvider()
    {
        var app = new TestApplication();
        var expires = new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var request = new DownloadRequest
        {
            VersionId = "null", PartNumber = 10_000, ContentLanguage = "de-CH, fr", ContentEncoding = "gzip", Expires = expires,
        };

        await app.Issuer.IssueDownloadUrlAsync(Key, request, Cancellation);
        await app.Issuer.IssueDownloadUrlsAsync([Key], request, Cancellation);
        await app.Issuer.IssueDownloadUrlsAsync([new DownloadItem(Key)], request, Cancellation);

        Assert.Equal(3, app.Provider.Accesses.Count);
        Assert.Single(app.Provider.Accesses.Distinct());
        var access = app.Provider.Accesses[0];
        Assert.Equal(("null", 10_000), (access.VersionId, access.PartNumber));
        Assert.Equal(
            new ResponseOverrides(null, "attachment", "private,max-age=1800") { ContentLanguage = "de-CH, fr", ContentEncoding = "gzip", Expires = expires },
            access.Overrides);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task IssueDownloadUrl_Malformed_ThrowsBeforeSigning(DownloadRequest request)
    {
        var app = new TestApplication();
        var item = new DownloadItem(Key)
        {
            VersionId = request.VersionId, PartNumber = request.PartNumber, ContentLanguage = request.ContentLanguage,
            ContentEncoding = request.ContentEncoding,
        };

        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Issuer.IssueDownloadUrlAsync(Key, request, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Issuer.IssueDownloadUrlsAsync([Key], request, Cancellation));
        var error = await Assert.ThrowsAsync<ArgumentException>(
            async () => await app.Issuer.IssueDownloadUrlsAsync([new(new("first")), item], cancellationToken: Cancellation));

        Assert.Equal("items", error.ParamName);
        Assert.Empty(app.Provider.Accesses);
    }

    [Theory]
    [InlineData(Capability.Unknown)]
    [InlineData(Capability.No)]
    public async Task IssueDownloadUrl_PartOfStoreWithoutParts_IsRefusedInEveryForm(Capability capability)
    {
        var app = Application(RecordingProvider.Strict with { DownloadPartNumber = capability });

        await AssertRefusedAsync(app, $"DownloadPartNumber of profile 'strict' is {capability}");
    }

    /// <summary>Nothing has been learned about the store yet, so that the weaker profile counts.</summary>
    [Fact]
    public async Task IssueDownloadUrl_PartBeforeProfileIsConfirmed_IsRefusedInEveryForm()
    {
        var weaker = RecordingProvider.Strict with { Name = "weaker", DownloadPartNumber = Capability.No };
        var app = Application(RecordingProvider.Strict with { UntilConfirmed = weaker });

        await AssertRefusedAsync(app, "no probe has confirmed DownloadPartNumber of profile 'strict'");
    }

    [Fact]
    public async Task IssueDownloadUrl_PartThatBothProfilesAllow_IsSigned()
    {
        var app = Application(RecordingProvider.Strict with { UntilConfirmed = RecordingProvider.Strict });

        await app.Issuer.IssueDownloadUrlAsync(Key, new() { PartNumber = 1 }, Cancellation);

        Assert.Equal(1, app.Provider.Accesses[0].PartNumber);
    }

    /// <summary>A malformed number is a mistake whatever the store can do.</summary>
    [Fact]
    public async Task IssueDownloadUrl_MalformedPartOfStoreWithoutParts_IsMalformed()
    {
        var app = Application(RecordingProvider.Strict with { DownloadPartNumber = Capability.No });

        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Issuer.IssueDownloadUrlAsync(Key, new() { PartNumber = 0 }, Cancellation));
    }

    /// <summary>What the bytes decode to, nobody has verified: they may be HTML that begins like a picture once it is compressed.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    public async Task IssueDownloadUrl_InlineWithEncoding_IsAnAttachment(string encoding)
    {
        var app = new TestApplication();
        var request = new DownloadRequest { ContentType = "text/plain", Disposition = DispositionType.Inline, ContentEncoding = encoding };

        await app.Issuer.IssueDownloadUrlAsync(Key, request, Cancellation);
        await app.Issuer.IssueDownloadUrlsAsync([new DownloadItem(Key)], request, Cancellation);
        await app.Issuer.IssueDownloadUrlAsync(Key, request with { ContentEncoding = null, ContentLanguage = "de", PartNumber = 1 }, Cancellation);

        Assert.Equal(["attachment", "attachment", "inline"], app.Provider.Accesses.Select(access => access.Overrides!.ContentDisposition));
    }

    [Fact]
    public async Task IssueDownloadUrls_Items_TakeFromTheRequestWhatTheyLeaveOpen()
    {
        var app = new TestApplication();
        DownloadItem[] items =
        [
            new(new("a")) { FileName = "A.txt", ContentType = "text/plain", Disposition = DispositionType.Inline },
            new(new("b")) { ContentType = "text/html" },
            new(new("c")) { VersionId = "v" },
        ];

        await app.Issuer.IssueDownloadUrlsAsync(
            items, new DownloadRequest { FileName = "shared.bin", Disposition = DispositionType.Inline }, Cancellation);

        Assert.Equal(
            ["inline; filename=\"A.txt\"", "attachment; filename=\"shared.bin\"", "attachment; filename=\"shared.bin\""],
            app.Provider.Accesses.Select(access => access.Overrides!.ContentDisposition));
        Assert.Equal(["text/plain", "text/html", null], app.Provider.Accesses.Select(access => access.Overrides!.ContentType));
        Assert.Equal([null, null, "v"], app.Provider.Accesses.Select(access => access.VersionId));
        Assert.Equal(1, app.Provider.SessionsOpened);
    }

    [Fact]
    public async Task IssueDownloadUrls_ItemsUnderUnknownPolicy_AreRefused()
    {
        var app = new TestApplication();

        await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.Issuer.IssueDownloadUrlsAsync(
            [new DownloadItem(Key)], new DownloadRequest { Policy = "other" }, Cancellation));

        Assert.Equal(0, app.Provider.SessionsOpened);
    }

    private static async Task AssertRefusedAsync(TestApplication app, string why)
    {
        var request = new DownloadRequest { PartNumber = 3 };
        DownloadItem[] items = [new(new("first")), new(Key) { PartNumber = 3 }];
        var tools = (ITrustedToolUrlIssuer)app.Issuer;
        var output = new ArrayBufferWriter<byte>();
        Func<Task>[] forms =
        [
            async () => await app.Issuer.IssueDownloadUrlAsync(Key, request, Cancellation),
            async () => await tools.IssueHeadUrlAsync(Key, request, Cancellation),
            async () => await app.Issuer.IssueDownloadUrlsAsync([Key], request, Cancellation),
            async () => await app.Issuer.WriteDownloadUrlsAsync([Key], output, request, cancellationToken: Cancellation),
            async () => await app.Issuer.IssueDownloadUrlsAsync([new DownloadItem(Key)], request, Cancellation),
            async () => await app.Issuer.IssueDownloadUrlsAsync(items, cancellationToken: Cancellation),
            async () => await app.Issuer.WriteDownloadUrlsAsync(items, output, cancellationToken: Cancellation),
        ];

        foreach (var form in forms)
        {
            var refused = await Assert.ThrowsAsync<StoreException>(form);
            Assert.Equal(ErrorCodes.PartDownloadNotAvailable, refused.Code);
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
            Assert.Contains("part 3 of an object", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(app.Provider.Accesses);
        Assert.Equal(0, output.WrittenCount);

        // Other downloads are not affected.
        await app.Issuer.IssueDownloadUrlAsync(Key, new() { VersionId = "v" }, Cancellation);
        await app.Issuer.IssueDownloadUrlsAsync([new DownloadItem(Key)], cancellationToken: Cancellation);
    }

    private static TestApplication Application(StoreProfile profile) => new(provider: new() { Profile = profile });
}
