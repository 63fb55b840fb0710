using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

public sealed class PresignedUrlIssuerTests
{
    private static readonly ObjectKey Key = new("a/b.mp4");
    private static readonly DateTimeOffset WholeSecond = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    [Fact]
    public async Task OpenUploadSlot_ValidRequest_ResolvesEverything()
    {
        var app = new TestApplication();

        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);

        var signed = Assert.Single(app.Provider.Uploads);
        Assert.Equal(WholeSecond, signed.SignedAt);
        Assert.Equal(TimeSpan.FromMinutes(15), signed.Lifetime);
        Assert.Equal("video/mp4", signed.ContentType);
        Assert.Equal(1000, signed.Size);
        Assert.True(signed.WriteOnce);
        Assert.Matches("^uploads/2026/03/14/[0-9a-f]{32}\\.mp4$", slot.Key.Value);
        Assert.Equal(signed.Key, slot.Key);
        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Equal("PUT", slot.Request?.Method);
        Assert.Equal("https://store.test/bucket/" + slot.Key.Value, slot.Request!.RevealUrl().Split('?')[0]);
        Assert.Empty(slot.Request.RevealFields());
        Assert.Equal(WholeSecond.AddMinutes(15), slot.ExpiresAt);
        Assert.Equal(ExpiryLimit.Policy, slot.LimitedBy);
        Assert.Equal("media", slot.StoreName);
    }

    [Fact]
    public async Task OpenUploadSlot_FormPolicy_SignsAFormThatCanReplace()
    {
        var app = new TestApplication(builder => builder.AddUploadPolicy("video", p => p.Transport = UploadTransport.Post));

        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);

        Assert.False(Assert.Single(app.Provider.Forms).WriteOnce);
        Assert.Equal(UploadTransport.Post, slot.Transport);
        Assert.Equal("POST", slot.Request?.Method);
        Assert.Empty(slot.Request!.Headers);
        Assert.NotEmpty(slot.Request.RevealFields());
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData(null)]
    public async Task OpenUploadSlot_KeyThatCannotBeFrozen_IsRefusedAndSignsNothing(string? user)
    {
        // A key of maximum length, or one that a value puts into the folder of frozen uploads.
        var longest = string.Join('/', Enumerable.Repeat(new string('x', 99), 9));
        var app = new TestApplication(builder => builder.AddUploadPolicy("video", p =>
        {
            p.Key = user is null ? $"{longest}/{{user}}/{{id}}" : "{user}/{id}";
        }));

        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.Issuer.OpenUploadSlotAsync(
            TestApplication.Request with { KeyValues = new Dictionary<string, string> { ["user"] = user ?? new string('y', 80) } },
            TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.KeyValueInvalid, refusal.Code);
        Assert.Empty(app.Provider.Uploads);
    }

    [Theory]
    [InlineData("accepted", "media", true)]
    [InlineData("kept", "media", true)]
    [InlineData("kept-slots", "media", true)]
    [InlineData("accepted-slots", "media", true)]
    [InlineData("kept", "archive", false)]
    [InlineData("kept", "twin", true)]
    [InlineData("kept-slots", "twin", true)]
    [InlineData("keptsake", "media", false)]
    public async Task OpenUploadSlot_KeyInAReservedFolderOfAnyPolicyOfTheBucket_IsRefused(string user, string storeOfOther, bool refused)
    {
        // Its slots must not write to the folders in which other policies keep verified uploads and the records of slots.
        var app = new TestApplication(builder =>
        {
            builder.AddStore(new RecordingStore("archive", new RecordingProvider { Bucket = "archive" }));
            builder.AddStore(new RecordingStore("twin", new RecordingProvider { Bucket = "media" }));
            builder.AddUploadPolicy("video", p => p.Key = "{user}/{id}");
            builder.AddUploadPolicy("other", p =>
            {
                p.AllowedContentTypes.Add("video/mp4");
                p.MaximumSize = 5000;
                p.StoreName = storeOfOther;
                p.FrozenPrefix = "kept/";
            });
        }, new() { Bucket = "media" });
        var request = TestApplication.Request with { KeyValues = new Dictionary<string, string> { ["user"] = user } };

        if (!refused)
        {
            Assert.StartsWith(user, (await app.Issuer.OpenUploadSlotAsync(request, TestContext.Current.CancellationToken)).Key.Value, StringComparison.Ordinal);
            return;
        }

        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Issuer.OpenUploadSlotAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.KeyValueInvalid, refusal.Code);
        Assert.Contains($"begins with '{user}/'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(app.Provider.Uploads);
    }

    [Fact]
    public async Task OpenUploadSlot_RefusedRequest_SignsNothing()
    {
        var app = new TestApplication();

        await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Issuer.OpenUploadSlotAsync(TestApplication.Request with { Size = 9999 }, TestContext.Current.CancellationToken));

        Assert.Equal(0, app.Provider.SessionsOpened);
    }

    [Fact]
    public async Task OpenUploadSlot_UnknownPolicy_SanitizesTheNameInTheMessage()
    {
        var error = await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await new TestApplication().Issuer.OpenUploadSlotAsync(
                TestApplication.Request with { Policy = "no\r\npe" }, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.UnknownPolicy, error.Code);
        Assert.Equal("There is no upload policy 'no??pe'.", error.Message);
    }

    [Fact]
    public async Task OpenUploadSlot_PolicyOfAnotherStore_IsRefused()
    {
        var app = new TestApplication(builder => builder
            .AddStore(new RecordingStore("archive", new RecordingProvider()))
            .AddUploadPolicy("video", p => p.StoreName = "archive"));

        var error = await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.PolicyOfOtherStore, error.Code);
        var factory = app.Services.GetRequiredService<IPresignedUrlIssuerFactory>();
        Assert.Equal("archive", factory.GetIssuerForUpload("video").StoreName);
    }

    [Fact]
    public async Task Issue_CredentialsEndFirst_LimitsTheLifetimeAndReportsIt()
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("default", p => p.StableWindow = TimeSpan.Zero));
        app.Provider.CredentialsExpireAt = WholeSecond.AddSeconds(90.7);

        var url = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: TestContext.Current.CancellationToken);
        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);

        Assert.Equal(WholeSecond.AddSeconds(90), url.ExpiresAt);
        Assert.Equal(ExpiryLimit.Credentials, url.LimitedBy);
        Assert.Equal(TimeSpan.FromSeconds(90), app.Provider.Accesses[0].Lifetime);
        Assert.Equal(ExpiryLimit.Credentials, slot.LimitedBy);
    }

    /// <summary>Every kind of grant is limited in the same way, including forms.</summary>
    [Fact]
    public async Task Issue_CredentialsEndFirst_LimitsEveryKindOfGrant()
    {
        var app = new TestApplication(builder => builder
            .AddUploadPolicy("video", p => p.Transport = UploadTransport.Post)
            .AddDownloadPolicy("default", p => p.StableWindow = TimeSpan.Zero));
        app.Provider.CredentialsExpireAt = WholeSecond.AddSeconds(90);
        var expected = (WholeSecond.AddSeconds(90), ExpiryLimit.Credentials);

        var form = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);
        var head = await ((ITrustedToolUrlIssuer)app.Issuer).IssueHeadUrlAsync(Key, cancellationToken: TestContext.Current.CancellationToken);
        var delete = await ((ITrustedToolUrlIssuer)app.Issuer).IssueDeleteUrlAsync(Key, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        var many = await app.Issuer.IssueDownloadUrlsAsync([Key, Key], cancellationToken: TestContext.Current.CancellationToken);
        var text = await app.Issuer.WriteDownloadUrlsAsync([Key], new ArrayBufferWriter<byte>(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, (form.ExpiresAt, form.LimitedBy));
        Assert.Equal(expected, (head.ExpiresAt, head.LimitedBy));
        Assert.Equal(expected, (delete.ExpiresAt, delete.LimitedBy));
        Assert.All(many, url => Assert.Equal(expected, (url.ExpiresAt, url.LimitedBy)));
        Assert.Equal(WholeSecond.AddSeconds(90), text);
        Assert.All(app.Provider.Accesses, access => Assert.Equal(TimeSpan.FromSeconds(90), access.Lifetime));
        Assert.Equal(TimeSpan.FromSeconds(90), Assert.Single(app.Provider.Forms).Lifetime);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(-60)]
    public async Task Issue_ExpiredCredentials_Throws(double seconds)
    {
        var app = new TestApplication();
        app.Provider.CredentialsExpireAt = WholeSecond.AddSeconds(seconds);

        var error = await Assert.ThrowsAsync<StoreException>(
            async () => await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.CredentialsExpired, error.Code);
        Assert.Empty(app.Provider.Accesses);
    }

    [Fact]
    public async Task Issue_ShorterRequest_TakesPrecedence()
    {
        var app = new TestApplication();

        var url = await app.Issuer.IssueDownloadUrlAsync(
            Key, new() { Lifetime = TimeSpan.FromSeconds(30.9) }, TestContext.Current.CancellationToken);

        Assert.Equal(WholeSecond.AddSeconds(30), url.ExpiresAt);
        Assert.Equal(ExpiryLimit.Request, url.LimitedBy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(0.5)]
    [InlineData(901)]
    public async Task Issue_LifetimeBeyondThePolicy_IsRefused(double seconds)
    {
        var error = await Assert.ThrowsAsync<PolicyViolationException>(async () => await new TestApplication().Issuer.IssueDownloadUrlAsync(
            Key, new() { Lifetime = TimeSpan.FromSeconds(seconds) }, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.LifetimeInvalid, error.Code);
    }

    [Fact]
    public async Task IssueDownloadUrl_Default_IsAnAttachmentWithTheStoredType()
    {
        var app = new TestApplication();

        await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new ResponseOverrides(null, "attachment", "private,max-age=1800"), app.Provider.Accesses[0].Overrides);
    }

    [Theory]
    [InlineData("video/mp4", "video/mp4", "inline")]
    [InlineData("text/plain; charset=UTF-8", "text/plain; charset=utf-8", "inline")]
    [InlineData("text/html", "text/html", "attachment")]
    [InlineData("image/svg+xml", "image/svg+xml", "attachment")]
    [InlineData(null, null, "attachment")]
    public async Task IssueDownloadUrl_Inline_AppliesOnlyToListedTypes(string? contentType, string? sent, string disposition)
    {
        var app = new TestApplication();

        await app.Issuer.IssueDownloadUrlAsync(
            Key, new() { ContentType = contentType, Disposition = DispositionType.Inline }, TestContext.Current.CancellationToken);

        Assert.Equal(new ResponseOverrides(sent, disposition, "private,max-age=1800"), app.Provider.Accesses[0].Overrides);
    }

    [Fact]
    public async Task IssueDownloadUrl_MalformedContentType_ThrowsBeforeSigning()
    {
        var app = new TestApplication();

        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Issuer.IssueDownloadUrlAsync(
            Key, new() { ContentType = "x\r\ny" }, TestContext.Current.CancellationToken));

        Assert.Equal(0, app.Provider.SessionsOpened);
    }

    [Fact]
    public async Task IssueDownloadUrl_StableWindow_IsTheSameWithinAWindow()
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("thumbs", p =>
        {
            p.Lifetime = TimeSpan.FromMinutes(10);
            p.StableWindow = TimeSpan.FromMinutes(5);
        }));
        var request = new DownloadRequest { Policy = "thumbs" };

        var first = await app.Issuer.IssueDownloadUrlAsync(Key, request, TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = await app.Issuer.IssueDownloadUrlAsync(Key, request, TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var third = await app.Issuer.IssueDownloadUrlAsync(Key, request, TestContext.Current.CancellationToken);

        Assert.Equal(app.Provider.Accesses[0], app.Provider.Accesses[1]);
        Assert.Equal(first.ExpiresAt, second.ExpiresAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 15, 20, 0, TimeSpan.Zero), first.ExpiresAt);
        Assert.Equal(first.ExpiresAt.AddMinutes(5), third.ExpiresAt);
    }

    [Fact]
    public async Task IssueDownloadUrls_ManyKeys_OpenOneSession()
    {
        var app = new TestApplication();
        var keys = Enumerable.Range(0, 1500).Select(i => new ObjectKey($"hls/{i}.ts")).ToArray();

        var urls = await app.Issuer.IssueDownloadUrlsAsync(keys, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(keys, urls.Select(u => u.Key));
        Assert.Equal(1, app.Provider.SessionsOpened);
    }

    [Fact]
    public async Task WriteDownloadUrls_ProviderWithoutBatches_WritesEachUrlAfterItsPrefixInOneSession()
    {
        var app = new TestApplication();
        ObjectKey[] keys = [new("a"), new("b"), new("c")];
        var text = new ArrayBufferWriter<byte>();

        var expiresAt = await app.Issuer.WriteDownloadUrlsAsync(
            keys, text, before: static (i, writer) => Encoding.UTF8.GetBytes($"[{i}]", writer), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            string.Concat(keys.Select((key, i) => $"[{i}]https://store.test/bucket/{key}?X-Amz-Signature=topsecret")), Encoding.UTF8
                .GetString(text.WrittenSpan));
        Assert.Equal(1, app.Provider.SessionsOpened);
        Assert.Equal(keys, app.Provider.Accesses.Select(a => a.Key));
        Assert.All(app.Provider.Accesses, a => Assert.Equal(expiresAt, a.SignedAt + a.Lifetime));
    }

    [Fact]
    public async Task WriteDownloadUrls_InvalidArguments_ThrowsBeforeAnythingIsWritten()
    {
        var app = new TestApplication();
        var text = new ArrayBufferWriter<byte>();
        var cancellation = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await app.Issuer.WriteDownloadUrlsAsync([new("a"), null!], text, cancellationToken: cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await app.Issuer.WriteDownloadUrlsAsync(null!, text, cancellationToken: cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await app.Issuer.WriteDownloadUrlsAsync([new("a")], null!, cancellationToken: cancellation));
        await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Issuer
                .WriteDownloadUrlsAsync([new("a")], text, request: new() { Lifetime = TimeSpan.FromDays(8) }, cancellationToken: cancellation));

        Assert.Equal(0, text.WrittenCount);
        Assert.Equal(0, app.Provider.SessionsOpened);
    }

    [Theory]
    [InlineData("image/jpg")]
    [InlineData("image/jpeg")]
    [InlineData("image/pjpeg")]
    [InlineData("")]
    public async Task OpenUploadSlot_PolicyListsAnAlias_AcceptsEveryNameOfTheType(string declared)
    {
        var app = new TestApplication(builder => builder.AddUploadPolicy("photo", policy =>
        {
            policy.AllowedContentTypes.Add("image/jpg");
            policy.ContentTypeAliases["image/x-camera"] = "image/pjpeg";
            policy.MaximumSize = 5000;
        }));

        foreach (var name in (string[])[declared, "image/x-camera"])
        {
            var request = TestApplication.Request with { Policy = "photo", FileName = "a.jpg", ContentType = name };
            var slot = await app.Issuer.OpenUploadSlotAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal("image/jpeg", slot.ContentType);
        }

        var other = TestApplication.Request with { Policy = "photo", FileName = "a.png", ContentType = "image/png" };
        await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Issuer.OpenUploadSlotAsync(other, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("image/jpg", "inline")]
    [InlineData("image/jpeg", "inline")]
    [InlineData("image/png", "attachment")]
    public async Task IssueDownloadUrl_InlineListContainsAnAlias_AppliesToEveryNameOfTheType(string contentType, string disposition)
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("show", policy =>
        {
            policy.Disposition = DispositionType.Inline;
            policy.InlineContentTypes = ["image/jpg"];
        }));

        await app.Issuer.IssueDownloadUrlAsync(
            Key, new() { Policy = "show", ContentType = contentType }, TestContext.Current.CancellationToken);

        Assert.Equal(disposition, Assert.Single(app.Provider.Accesses).Overrides!.ContentDisposition);
    }

    [Fact]
    public async Task IssueHeadUrlAndIssueDeleteUrl_AnyKey_SignThatAccess()
    {
        var app = new TestApplication();

        var request = new DownloadRequest { FileName = "b.mp4", ContentType = "video/mp4" };

        await ((ITrustedToolUrlIssuer)app.Issuer).IssueHeadUrlAsync(Key, request, TestContext.Current.CancellationToken);
        await ((ITrustedToolUrlIssuer)app.Issuer).IssueDeleteUrlAsync(Key, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal([ObjectAccess.Head, ObjectAccess.Delete], app.Provider.Accesses.Select(a => a.Access));
        Assert.Equal(
            [new("video/mp4", "attachment; filename=\"b.mp4\"", CacheControl: "private,max-age=1800"), null], app.Provider.Accesses.Select(a => a.Overrides));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await ((ITrustedToolUrlIssuer)app.Issuer).IssueDeleteUrlAsync(Key, TimeSpan.FromDays(8), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ToString_Grant_HidesTheSignature()
    {
        var app = new TestApplication();
        var url = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: TestContext.Current.CancellationToken);
        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);
        var form = new PresignedUpload("POST", "https://h/b", fields: [new("x-amz-signature", "topsecret")]);

        Assert.All(
            [url.ToString(), slot.ToString(), slot.Request!.ToString(), form.ToString(), new SignedRequest("GET", url.RevealUrl(), url.Headers).ToString()],
            text => Assert.DoesNotContain("topsecret", text, StringComparison.Ordinal));
        Assert.Equal("GET https://store.test/bucket/a/b.mp4?<redacted>, expires 2026-03-14 15:30:00Z", url.ToString());
        Assert.Contains("topsecret", url.RevealUrl(), StringComparison.Ordinal);
    }
}
