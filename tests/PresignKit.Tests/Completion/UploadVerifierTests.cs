using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

public sealed class UploadVerifierTests
{
    private static readonly ObjectKey Key = new("uploads/a.mp4");
    private static readonly byte[] Mp4 = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8];

    private static DeclaredUpload Declared { get; } = new() { StoreName = "media", Policy = "video", Key = Key, ContentType = "video/mp4", Size = 24 };

    [Theory]
    [InlineData("video/mp4")]
    [InlineData("Video/MP4")]
    [InlineData("video/mp4; charset=utf-8")]
    public async Task Verify_MatchingObject_IsVerified(string contentType)
    {
        var (verifier, store) = Arrange(Found(contentType: contentType), Mp4);

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.True(verification.IsVerified);
        Assert.Equal((Key, "\"1\""), (verification.Key, verification.Properties.ETag));
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_NoObject_IsNotUploaded()
    {
        var (verifier, _) = Arrange(null, []);

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.Same(UploadVerification.NotUploaded, verification);
    }

    [Theory]
    [InlineData(23, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(25, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(24, "video/webm", ErrorCodes.ContentTypeMismatch)]
    [InlineData(24, "", ErrorCodes.ContentTypeMismatch)]
    [InlineData(24, null, ErrorCodes.ContentTypeMismatch)]
    public async Task Verify_ObjectThatDiffers_IsRefusedAndDeleted(long size, string? contentType, string code)
    {
        var (verifier, store) = Arrange(Found(size, contentType), Mp4);

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.True(verification.IsRefused);
        Assert.Equal(code, verification.Code);
        await store.Received(1).DeleteAsync(Key, CancellationToken.None);
        await store.DidNotReceiveWithAnyArgs().ReadStartAsync(default!, default!, default, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Verify_OtherFirstBytes_IsRefusedDeletedAndNamed()
    {
        var (verifier, store) = Arrange(Found(), [0x89, .. "PNG\r\n\x1A\n"u8, .. new byte[16]]);

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorCodes.ContentMismatch, verification.Code);
        Assert.Equal("The file's first bytes are a PNG image; the declared content type is video/mp4.", verification.Reason);
        await store.Received(1).DeleteAsync(Key, CancellationToken.None);
    }

    [Theory]
    [InlineData("video/mp4", "mp4", ContentMatch.Fits, "The file's first bytes are an MP4 or QuickTime file, which fits the declared content type video/mp4.")]
    [InlineData(
        "application/x-unheard-of", "mp4", ContentMatch.Unknown,
        "The file's first bytes are an MP4 or QuickTime file, which neither fits nor contradicts the declared content type application/x-unheard-of.")]
    [InlineData(
        "audio/mpeg", "zeros", ContentMatch.Unknown,
        "The file's first bytes are not in any known format, which neither fits nor contradicts the declared content type audio/mpeg.")]
    public async Task Verify_ContentThatDoesNotContradict_IsVerifiedAndTold(string contentType, string bytes, ContentMatch match, string finding)
    {
        var (verifier, store) = Arrange(Found(contentType: contentType), Start(bytes), Application(p => p.AllowedContentTypes.Add(contentType)));

        var verification = await verifier.VerifyAsync(Declared with { ContentType = contentType }, TestContext.Current.CancellationToken);

        Assert.True(verification.IsVerified);
        Assert.Equal((match, finding), (verification.Content, verification.ContentFinding));
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_ContradictionThatIsOnlyReported_IsVerifiedAndTold()
    {
        var (verifier, store) = Arrange(Found(), Start("png"), Application(p => p.ContentCheck = ContentCheckMode.Report));

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.True(verification.IsVerified);
        Assert.Equal(ContentMatch.Contradicts, verification.Content);
        Assert.Equal("The file's first bytes are a PNG image; the declared content type is video/mp4.", verification.ContentFinding);
        await AssertNothingDeletedAsync(store);
    }

    [Theory]
    [InlineData("video/mp4", ContentCheckMode.Require)]
    [InlineData("video/mp4", ContentCheckMode.Report)]
    [InlineData("video/mp4", ContentCheckMode.Off)]
    [InlineData("text/plain", ContentCheckMode.Off)]
    [InlineData("image/png", ContentCheckMode.Off)]
    [InlineData("application/pdf", ContentCheckMode.Off)]
    [InlineData("application/json", ContentCheckMode.Off)]
    [InlineData("application/octet-stream", ContentCheckMode.Report)]
    [InlineData("application/zip", ContentCheckMode.Report)]
    public async Task Verify_ActiveContent_IsRefusedInEveryMode(string contentType, ContentCheckMode mode)
    {
        var (verifier, store) = Arrange(Found(contentType: contentType), Start("html"), Application(p =>
        {
            p.AllowedContentTypes = [contentType];
            p.ContentCheck = mode;
        }));

        var verification = await verifier.VerifyAsync(Declared with { ContentType = contentType }, TestContext.Current.CancellationToken);

        Assert.Equal((ErrorCodes.ContentMismatch, ContentMatch.Contradicts), (verification.Code, verification.Content));
        await store.Received(1).DeleteAsync(Key, CancellationToken.None);
    }

    [Theory]
    [InlineData("application/octet-stream", "html", false)]
    [InlineData("application/zip", "png", false)]
    [InlineData("video/mp4", "png", true)]
    [InlineData("text/plain", "zeros", true)]
    public async Task Verify_CheckIsOff_ReadsOnlyWhatBrowsersDisplay(string contentType, string bytes, bool isRead)
    {
        var (verifier, store) = Arrange(Found(contentType: contentType), Start(bytes), Application(p =>
        {
            p.AllowedContentTypes = [contentType];
            p.ContentCheck = ContentCheckMode.Off;
        }));

        var verification = await verifier.VerifyAsync(Declared with { ContentType = contentType }, TestContext.Current.CancellationToken);

        Assert.True(verification.IsVerified);
        Assert.Null(verification.Content);
        Assert.Null(verification.ContentFinding);
        await store.Received(isRead ? 1 : 0).ReadStartAsync(Key, Arg.Any<string>(), Arg.Any<Memory<byte>>(), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(ContentCheckMode.Require, true)]
    [InlineData(ContentCheckMode.Report, true)]
    [InlineData(ContentCheckMode.Off, false)]
    public async Task Verify_ActiveTypeThatThePolicyAllows_IsVerified(ContentCheckMode mode, bool isJudged)
    {
        var (verifier, store) = Arrange(Found(contentType: "text/html"), Start("html"), Application(p =>
        {
            p.AllowedContentTypes = ["text/html"];
            p.AllowedActiveContentTypes = ["text/html"];
            p.ContentCheck = mode;
        }));

        var verification = await verifier.VerifyAsync(Declared with { ContentType = "text/html" }, TestContext.Current.CancellationToken);

        Assert.True(verification.IsVerified);
        Assert.Equal(isJudged ? ContentMatch.Fits : null, verification.Content);
        await AssertNothingDeletedAsync(store);
    }

    [Theory]
    [InlineData(UnknownContentRule.Accept, null)]
    [InlineData(UnknownContentRule.Ask, null)]
    [InlineData(UnknownContentRule.Refuse, ErrorCodes.ContentUnknown)]
    public async Task Verify_UnknownContent_IsDecidedByThePolicy(UnknownContentRule rule, string? code)
    {
        var (verifier, store) = Arrange(Found(contentType: "audio/mpeg"), Start("zeros"), Application(p =>
        {
            p.AllowedContentTypes = ["audio/mpeg"];
            p.UnknownContent = rule;
        }));

        var verification = await verifier.VerifyAsync(Declared with { ContentType = "audio/mpeg" }, TestContext.Current.CancellationToken);

        Assert.Equal((code, code is null, ContentMatch.Unknown), (verification.Code, verification.IsVerified, verification.Content));
        await store.Received(code is null ? 0 : 1).DeleteAsync(Key, CancellationToken.None);
    }

    [Fact]
    public async Task Verify_FrozenUpload_TellsTheContent()
    {
        var app = Application(p => p.Freeze = FreezeRule.Always);
        var (verifier, store) = Arrange(Found(), Mp4, app);
        store.FindAsync(Arg.Is<ObjectKey>(key => key != Key), Arg.Any<CancellationToken>()).Returns(Found());

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.NotEqual(Key, verification.Key);
        Assert.Equal(ContentMatch.Fits, verification.Content);
    }

    [Fact]
    public async Task Verify_FirstBytes_AreReadFromTheVersionThatWasFound()
    {
        var (verifier, store) = Arrange(Found(5000), new byte[4096]);

        await verifier.VerifyAsync(Declared with { Size = 5000 }, TestContext.Current.CancellationToken);

        await store.Received(1).ReadStartAsync(Key, "\"1\"", Arg.Is<Memory<byte>>(m => m.Length == 4096), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(ErrorCodes.ObjectChanged, VerificationOutcome.Changed)]
    [InlineData(ErrorCodes.ObjectNotFound, VerificationOutcome.NotUploaded)]
    public async Task Verify_ObjectThatChangesMeanwhile_IsChanged(string code, VerificationOutcome outcome)
    {
        var (verifier, store) = Arrange(Found(), Mp4);
        store.ReadStartAsync(default!, default!, default, Arg.Any<CancellationToken>()).ThrowsAsyncForAnyArgs(new StoreException(code, "x"));

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.Equal(outcome, verification.Outcome);
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_IncompleteRead_DeletesNothing()
    {
        var (verifier, store) = Arrange(Found(), Mp4[..3]);

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.Same(UploadVerification.Changed, verification);
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_RefusedObjectThatWasReplacedMeanwhile_IsNotDeleted()
    {
        var (verifier, store) = Arrange(Found(23), Mp4);
        store.FindAsync(Key, Arg.Any<CancellationToken>()).Returns(Found(23), Found() with { ETag = "\"2\"" });

        var verification = await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken);

        Assert.Same(UploadVerification.Changed, verification);
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_EmptyFileThatThePolicyAllows_IsVerifiedWithoutReading()
    {
        var (verifier, store) = Arrange(Found(0), [], new TestApplication(builder => builder.AddUploadPolicy("video", policy => policy.MinimumSize = 0)));

        var verification = await verifier.VerifyAsync(Declared with { Size = 0 }, TestContext.Current.CancellationToken);

        Assert.True(verification.IsVerified);
        Assert.Equal(ContentMatch.Unknown, verification.Content);
        await store.DidNotReceiveWithAnyArgs().ReadStartAsync(default!, default!, default, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Verify_DeclarationThatThePolicyNoLongerAllows_ThrowsWithoutContactingTheStore()
    {
        var (verifier, store) = Arrange(Found(), Mp4);
        (DeclaredUpload Upload, string Code)[] cases =
        [
            (Declared with { Policy = "films" }, ErrorCodes.UnknownPolicy),
            (Declared with { StoreName = "archive" }, ErrorCodes.PolicyOfOtherStore),
            (Declared with { ContentType = "image/png" }, ErrorCodes.ContentTypeNotAllowed),
            (Declared with { Size = 5001 }, ErrorCodes.TooLarge),
            (Declared with { Size = 9 }, ErrorCodes.TooSmall),
        ];

        foreach (var (upload, code) in cases)
        {
            var refusal = await Assert.ThrowsAsync<PolicyViolationException>(
                async () => await verifier.VerifyAsync(upload, TestContext.Current.CancellationToken));
            Assert.Equal(code, refusal.Code);
        }

        Assert.Empty(store.ReceivedCalls());
    }

    [Fact]
    public async Task Verify_StoreFails_ThrowsAndDeletesNothing()
    {
        var (verifier, store) = Arrange(Found(), Mp4);
        store.ReadStartAsync(default!, default!, default, Arg.Any<CancellationToken>())
            .ThrowsAsyncForAnyArgs(new StoreException(ErrorCodes.StoreUnavailable, "x"));

        await Assert.ThrowsAsync<StoreException>(async () => await verifier.VerifyAsync(Declared, TestContext.Current.CancellationToken));

        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_CallerCancelsAfterTheRefusal_IsStillDeleted()
    {
        using var cancellation = new CancellationTokenSource();
        var (verifier, store) = Arrange(Found(), new byte[24]);
        store.When(s => s.ReadStartAsync(Key, Arg.Any<string>(), Arg.Any<Memory<byte>>(), Arg.Any<CancellationToken>())).Do(_ => cancellation.Cancel());

        var verification = await verifier.VerifyAsync(Declared, cancellation.Token);

        Assert.True(verification.IsRefused);
        await store.Received(1).DeleteAsync(Key, CancellationToken.None);
    }

    [Fact]
    public async Task Verify_Null_Throws() => await Assert.ThrowsAsync<ArgumentNullException>(
        async () => await Arrange(null, []).Verifier.VerifyAsync(null!, TestContext.Current.CancellationToken));

    private static TestApplication Application(Action<UploadPolicyOptions> configure) => new(builder => builder.AddUploadPolicy("video", configure));

    private static byte[] Start(string name) => name switch
    {
        "mp4" => Mp4,
        "png" => [0x89, .. "PNG\r\n\x1A\n"u8, .. new byte[16]],
        "html" => [.. "<html><script></script>"u8, (byte)'\n'],
        _ => [1, .. new byte[23]],
    };

    private static ObjectProperties Found(long size = 24, string? contentType = "video/mp4") =>
        new(size, contentType, "\"1\"", DateTimeOffset.UnixEpoch);

    private static (IUploadVerifier Verifier, IObjectStore Store) Arrange(ObjectProperties? found, byte[] start, TestApplication? app = null)
    {
        app ??= new TestApplication();
        var store = app.Provider.Objects;
        store.FindAsync(Key, Arg.Any<CancellationToken>()).Returns(found);
        store.ReadStartAsync(Key, Arg.Any<string>(), Arg.Any<Memory<byte>>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            var destination = call.Arg<Memory<byte>>();
            var length = Math.Min(start.Length, destination.Length);
            start.AsMemory(0, length).CopyTo(destination);
            return length;
        });
        return (app.Services.GetRequiredService<IUploadVerifier>(), store);
    }

    private static async Task AssertNothingDeletedAsync(IObjectStore store) =>
        await store.DidNotReceiveWithAnyArgs().DeleteAsync(default!, Arg.Any<CancellationToken>());
}
