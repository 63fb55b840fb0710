using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

public sealed class UploadVerifierTests
{
    private static readonly byte[] Mp4 = Samples.Mp4();

    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_MatchingUpload_IsVerifiedUnderAKeyThatNoClientCanWrite(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var slot = await app.OpenAsync();
        app.Send(slot, Mp4);

        var first = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        var late = app.Send(slot, Samples.Html());
        var second = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);

        Assert.True(first.IsVerified && second.IsVerified);
        Assert.Equal((first.Key, first.Properties), (second.Key, second.Properties));
        Assert.Equal(Mp4, app.Store.BytesOf(first.Key.Value));
        Assert.Matches(IsPart(kind) ? "^uploads/" : "^accepted/uploads/.*\\.[0-9a-f]{16}\\.mp4$", first.Key.Value);
        Assert.Equal(IsPart(kind), late == HttpStatusCode.NotFound);
        Assert.Equal(kind is StoreKind.VersionedPart or StoreKind.VersionedForm, first.Properties.VersionId is not null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_NothingSent_IsNotUploaded(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var slot = await app.OpenAsync();

        Assert.Same(UploadVerification.NotUploaded, await app.Verifier.VerifyAsync(slot.Declaration, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_ObjectDeletedAfterVerification_IsEndedForAllTime(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var slot = await app.OpenAsync();
        app.Send(slot, Mp4);
        var verified = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        await app.Store.DeleteAsync(verified.Key!, Cancellation);
        app.Send(slot, Mp4);

        Assert.Same(UploadVerification.Ended, await app.Verifier.VerifyAsync(slot.Declaration, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_ObjectOfAnotherSlot_IsNotTheResult(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var slot = await app.OpenAsync();
        app.Store.Put(slot.Key.Value, Mp4, "video/mp4");

        Assert.Same(UploadVerification.NotUploaded, await app.Verifier.VerifyAsync(slot.Declaration, Cancellation));
        Assert.Equal([slot.Key.Value], app.Store.Stored);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_Refused_DeletesNothingUntilItIsDiscarded(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync(Samples.Html());

        var refused = await app.Verifier.VerifyAsync(upload, Cancellation);
        var before = app.Store.Stored;
        await app.Verifier.DiscardAsync(upload, refused, Cancellation);

        Assert.Equal(ErrorCodes.ContentMismatch, refused.Code);
        Assert.Equal([upload.Key.Value], before);
        Assert.Equal(0, app.Store.Files);
    }

    /// <summary>The sender of a form can encrypt the object with a key of its own (SSE-C) on stores that take its headers.</summary>
    [Fact]
    public async Task Verify_UploadThatOnlyItsSenderCanRead_IsRefusedAndDiscarded()
    {
        var app = new MemoryApplication(StoreKind.Form);
        var upload = await app.UploadAsync();
        app.Store.Before = (step, key) => step == StoreStep.Find && key == upload.Key.Value
            ? throw new StoreException(ErrorCodes.ContentMismatch, "It is encrypted with a key that its sender chose.")
            : Task.CompletedTask;

        var refused = await app.Verifier.VerifyAsync(upload, Cancellation);
        await app.Verifier.DiscardAsync(upload, refused, Cancellation);

        Assert.Equal((VerificationOutcome.Refused, ErrorCodes.ContentMismatch), (refused.Outcome, refused.Code));
        Assert.Equal(0, app.Store.Files);
    }

    [Theory]
    [InlineData(63, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(65, "video/mp4", ErrorCodes.SizeMismatch)]
    [InlineData(64, "video/webm", ErrorCodes.ContentTypeMismatch)]
    [InlineData(64, "", ErrorCodes.ContentTypeMismatch)]
    [InlineData(64, "Video/MP4; charset=utf-8", null)]
    public async Task Verify_UploadThatDiffers_IsRefusedWithoutACopy(int size, string contentType, string? code)
    {
        var app = new MemoryApplication(StoreKind.Form);
        var slot = await app.OpenAsync();
        app.Send(slot, Samples.Mp4(size), contentType);

        var verification = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);

        Assert.Equal(code, verification.Code);
        Assert.Equal(code is null ? 2 : 1, app.Store.Stored.Count);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Discard_RefusalOfAPartBeforeAnotherUploadWasVerified_KeepsTheVerifiedObject(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var slot = await app.OpenAsync();
        app.Send(slot, Samples.Mp4(65));
        var refused = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        app.Send(slot, Mp4);
        var verified = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);

        await app.Verifier.DiscardAsync(slot.Declaration, refused, Cancellation);

        Assert.Equal((true, true), (refused.IsRefused, verified.IsVerified));
        Assert.Equal(Mp4, app.Store.BytesOf(verified.Key!.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Discard_Rejected_DeletesEverythingAndEndsTheSlot(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);

        await app.Verifier.DiscardAsync(upload, verified, Cancellation);

        Assert.Empty(app.Store.Stored);
        Assert.Equal(0, app.Store.VersionsOf(verified.Key!.Value));
        Assert.Same(UploadVerification.Ended, await app.Verifier.VerifyAsync(upload, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Discard_NeverCompleted_DeletesWhatWasSent(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync();

        await app.Verifier.DiscardAsync(upload, cancellationToken: Cancellation);

        Assert.Equal((0, 0), (app.Store.Files, app.Store.OpenUploads));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_Accepted_KeepsTheObjectAlone(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        if (!IsPart(kind))
        {
            app.Store.Put(FrozenCopy(upload.Key), Mp4, "video/mp4");
        }

        Assert.True(await app.Verifier.SettleAsync(upload, verified.Key!, verified, Cancellation));

        Assert.Equal([verified.Key!.Value], app.Store.Stored);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Settle_KeyThatTheSlotNeverHad_ThrowsAndDeletesNothing(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        var before = app.Store.Stored;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await app.Verifier.SettleAsync(upload, new("other/key.mp4"), verified, Cancellation));

        Assert.Contains("'other/key.mp4'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, app.Store.Stored);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_ObjectIsGone_IsFalseOnlyForAFreshVerification(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var upload = await app.UploadAsync();
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        await app.Store.DeleteAsync(verified.Key!, Cancellation);

        Assert.False(await app.Verifier.SettleAsync(upload, verified.Key!, verified, Cancellation));
        Assert.True(await app.Verifier.SettleAsync(upload, verified.Key!, cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Settle_DestinationMovedByAnotherCompletion_IsTrueUnlessItWasReplacedOrDeletedThere(bool stillThere, bool expected)
    {
        var app = new MemoryApplication(StoreKind.Part);
        var avatar = new ObjectKey("avatars/42.mp4");
        var upload = await app.UploadAsync(destination: avatar);
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        Assert.True(await app.Verifier.SettleAsync(upload, avatar, verified, Cancellation));
        if (!stillThere)
        {
            app.Store.Put(avatar.Value, Samples.Html(), "video/mp4");
        }

        Assert.Equal(expected, await app.Verifier.SettleAsync(upload, avatar, verified, Cancellation));
    }

    [Fact]
    public async Task Verify_DeclarationThatThePolicyNoLongerAllows_ThrowsWithoutContactingTheStore()
    {
        var app = new MemoryApplication(StoreKind.Part);
        var upload = await app.UploadAsync();
        app.Store.Tokens.Clear();
        (DeclaredUpload Upload, string Code)[] cases =
        [
            (upload with { Policy = "films" }, ErrorCodes.UnknownPolicy),
            (upload with { StoreName = "archive" }, ErrorCodes.PolicyOfOtherStore),
            (upload with { ContentType = "image/png" }, ErrorCodes.ContentTypeNotAllowed),
            (upload with { Size = 5001 }, ErrorCodes.TooLarge),
        ];

        foreach (var (changed, code) in cases)
        {
            var refusal = await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.Verifier.VerifyAsync(changed, Cancellation));
            Assert.Equal(code, refusal.Code);
        }

        Assert.Empty(app.Store.Tokens);
    }

    [Fact]
    public async Task Members_Null_Throw()
    {
        var app = new MemoryApplication(StoreKind.Part);
        var upload = await app.UploadAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await app.Verifier.VerifyAsync(null!, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await app.Verifier.SettleAsync(null!, upload.Key, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await app.Verifier.SettleAsync(upload, null!, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await app.Verifier.DiscardAsync(null!, null, Cancellation));
    }

    [Fact]
    public void AddUploadInspector_Twice_RegistersOneSingleton()
    {
        var app = new MemoryApplication(
            StoreKind.Part, builder => builder.AddUploadInspector<NoInspector>().AddUploadInspector<NoInspector>());

        Assert.IsType<NoInspector>(Assert.Single(app.Services.GetServices<IUploadInspector>()));
    }

    private static bool IsPart(StoreKind kind) => kind is StoreKind.Part or StoreKind.VersionedPart;

    private static string FrozenCopy(ObjectKey slot) => $"accepted/{slot.Value[..^4]}.00112233445566aa.mp4";

    private sealed class NoInspector : IUploadInspector
    {
        public Task<InspectionRejection?> InspectAsync(InspectedUpload upload, CancellationToken cancellationToken) =>
            Task.FromResult<InspectionRejection?>(null);
    }
}
