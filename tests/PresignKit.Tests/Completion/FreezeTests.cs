using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

public sealed class FreezeTests
{
    private static readonly ObjectKey Slot = new("uploads/a.mp4");
    private static readonly byte[] Mp4 = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8];

    private static DeclaredUpload Declared { get; } = new() { StoreName = "media", Policy = "video", Key = Slot, ContentType = "video/mp4", Size = 24 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_PolicyThatFreezes_CopiesExactlyThatVersionAndKeepsTheSlotsObject()
    {
        var (verifier, store) = Arrange(copy: Found());

        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        Assert.True(verification.IsVerified);
        Assert.Matches("^kept/uploads/a\\.[0-9a-f]{16}\\.mp4$", verification.Key.Value);
        await store.Received(1).CopyAsync(
            Slot, "\"1\"", verification.Key, Arg.Is<StoredAttributes>(a => a.StorageClass == "STANDARD_IA"), CancellationToken.None);
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_UploadWithMetadata_KeepsOnlyWhatThePolicyAllows()
    {
        var (verifier, store) = Arrange(copy: Found(), found: Found() with
        {
            Metadata = StoredAttributes.None.Metadata.Add("title", "Summer").Add("source", "forged").Add("other", "added"),
        });

        await verifier.VerifyAsync(Declared, Cancellation);

        await store.Received(1).CopyAsync(
            Slot,
            "\"1\"",
            Arg.Any<ObjectKey>(),
            Arg.Is<StoredAttributes>(a => string.Join(',', a.Metadata.Select(m => m.Key + "=" + m.Value)) == "source=web,title=Summer"),
            CancellationToken.None);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br", true)]
    [InlineData("identity", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Verify_ContentEncoding_IsRefusedUnlessIdentity(string? encoding, bool refused)
    {
        var (verifier, store) = Arrange(copy: Found(), found: Found() with { ContentEncoding = encoding });

        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        Assert.Equal(refused ? ErrorCodes.ContentTypeMismatch : null, verification.Code);
        await store.Received(refused ? 1 : 0).DeleteAsync(Slot, CancellationToken.None);
    }

    [Fact]
    public async Task Verify_SameVersionTwice_IsCopiedToTheSameKey()
    {
        var (verifier, _) = Arrange(copy: Found());

        Assert.Equal((await verifier.VerifyAsync(Declared, Cancellation)).Key, (await verifier.VerifyAsync(Declared, Cancellation)).Key);
    }

    [Theory]
    [InlineData(Capability.No)]
    [InlineData(Capability.Unknown)]
    public async Task Verify_StoreThatMayCopyAnotherVersion_UsesANewKeyForEachAttempt(Capability conditionalCopy)
    {
        var (verifier, _) = Arrange(copy: Found(), conditionalCopy);

        var first = await verifier.VerifyAsync(Declared, Cancellation);
        var second = await verifier.VerifyAsync(Declared, Cancellation);

        Assert.True(first.IsVerified && second.IsVerified);
        Assert.NotEqual(first.Key, second.Key);
    }

    [Theory]
    [InlineData(Capability.Yes, 24, "\"other\"", VerificationOutcome.Verified)]
    [InlineData(Capability.Yes, 23, "\"1\"", VerificationOutcome.Changed)]
    [InlineData(Capability.No, 24, "\"other\"", VerificationOutcome.Changed)]
    [InlineData(Capability.Unknown, 24, "\"other\"", VerificationOutcome.Changed)]
    [InlineData(Capability.No, 23, "\"1\"", VerificationOutcome.Changed)]
    [InlineData(Capability.No, 24, "\"1\"", VerificationOutcome.Verified)]
    public async Task Verify_CopyThatDiffers_IsDeletedUnlessTheStoreGuaranteesTheVersion(
        Capability conditionalCopy, long size, string etag, VerificationOutcome outcome)
    {
        var (verifier, store) = Arrange(copy: Found(size, etag), conditionalCopy);

        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        Assert.Equal(outcome, verification.Outcome);
        if (outcome == VerificationOutcome.Changed)
        {
            await store.Received(1).DeleteAsync(Arg.Is<ObjectKey>(key => key.Value.StartsWith("kept/")), CancellationToken.None);
        }

        await store.DidNotReceive().DeleteAsync(Slot, Arg.Any<CancellationToken>());
    }

    /// <summary>The same bytes have the same ETag with every content type, so the object could be replaced by a page between the check and the copy.</summary>
    [Theory]
    [InlineData(Capability.Yes)]
    [InlineData(Capability.No)]
    public async Task Verify_CopyOfTheSameBytesUnderAnotherType_IsDeletedAndNotAccepted(Capability conditionalCopy)
    {
        var (verifier, store) = Arrange(copy: Found() with { ContentType = "text/html" }, conditionalCopy);

        Assert.Same(UploadVerification.Changed, await verifier.VerifyAsync(Declared, Cancellation));
        await store.Received(1).DeleteAsync(Arg.Is<ObjectKey>(key => key.Value.StartsWith("kept/")), CancellationToken.None);
    }

    [Theory]
    [InlineData(ErrorCodes.ObjectChanged, VerificationOutcome.Changed)]
    [InlineData(ErrorCodes.ObjectNotFound, VerificationOutcome.NotUploaded)]
    public async Task Verify_ObjectChangesBeforeTheCopy_IsNotAccepted(string code, VerificationOutcome outcome)
    {
        var (verifier, store) = Arrange(copy: Found());
        store.CopyAsync(default!, default!, default!, default!, Arg.Any<CancellationToken>()).ThrowsAsyncForAnyArgs(new StoreException(code, "x"));

        Assert.Equal(outcome, (await verifier.VerifyAsync(Declared, Cancellation)).Outcome);
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_MissingCopy_IsNotAccepted()
    {
        var (verifier, store) = Arrange(copy: null);

        Assert.Same(UploadVerification.Changed, await verifier.VerifyAsync(Declared, Cancellation));
        await AssertNothingDeletedAsync(store);
    }

    [Fact]
    public async Task Verify_WrongObject_IsRefusedAndNeverCopied()
    {
        var (verifier, store) = Arrange(copy: Found());

        Assert.True((await verifier.VerifyAsync(Declared with { Size = 25 }, Cancellation)).IsRefused);
        await store.DidNotReceiveWithAnyArgs().CopyAsync(default!, default!, default!, default!, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("kept/uploads/a.00112233445566aa.mp4", "kept/uploads/a.00112233445566aa.mp4", "uploads/a.mp4")]
    [InlineData("kept/uploads/a.00112233445566aa.mp4", null, "uploads/a.mp4")]
    [InlineData("kept/uploads/a.00112233445566aa.mp4", "kept/uploads/a.00112233445566bb.mp4", "kept/uploads/a.00112233445566bb.mp4,uploads/a.mp4")]
    [InlineData("kept/uploads/a.00112233445566aa.mp4", "uploads/a.mp4", "uploads/a.mp4")]
    [InlineData("uploads/a.mp4", "uploads/a.mp4", "")]
    [InlineData("uploads/a.mp4", null, "")]
    [InlineData("uploads/a.mp4", "kept/uploads/a.00112233445566bb.mp4", "kept/uploads/a.00112233445566bb.mp4")]
    public async Task Settle_Accepted_DeletesEverythingElseThatTheSlotWrote(string accepted, string? verified, string deleted)
    {
        var (verifier, store) = Arrange(copy: Found());

        await verifier.SettleAsync(Declared, new(accepted), verified is null ? null : new(verified), Cancellation);

        Assert.Equal(deleted, string.Join(',', store.ReceivedCalls().Select(call => $"{call.GetArguments()[0]}")));
    }

    [Fact]
    public async Task Settle_Null_Throws()
    {
        var (verifier, _) = Arrange(copy: Found());

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await verifier.SettleAsync(null!, Slot, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await verifier.SettleAsync(Declared, null!, null, Cancellation));
    }

    [Theory]
    [InlineData("other/key.mp4")]
    [InlineData("kept/uploads/b.00112233445566aa.mp4")]
    [InlineData("kept/uploads/a.00112233445566a.mp4")]
    [InlineData("kept/uploads/a.00112233445566AA.mp4")]
    [InlineData("kept/uploads/a.00112233445566aa.mp3")]
    [InlineData("kept-uploads/a.00112233445566aa.mp4")]
    [InlineData("uploads/a.00112233445566aa.mp4")]
    public async Task Settle_KeyThatTheSlotNeverHad_ThrowsAndDeletesNothing(string accepted)
    {
        var (verifier, store) = Arrange(copy: Found());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await verifier.SettleAsync(Declared, new(accepted), new("kept/uploads/a.00112233445566bb.mp4"), Cancellation));

        Assert.Contains($"'{accepted}'", error.Message, StringComparison.Ordinal);
        await AssertNothingDeletedAsync(store);
    }

    [Theory]
    [InlineData(Capability.Yes)]
    [InlineData(Capability.No)]
    public async Task Discard_Rejected_DeletesTheCopyAndThenTheSlotsObject(Capability conditionalCopy)
    {
        var (verifier, store) = Arrange(copy: Found(), conditionalCopy);
        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        await verifier.DiscardAsync(Declared, verification, Cancellation);

        Assert.Equal([verification.Key!, Slot], Deleted(store));
    }

    [Fact]
    public async Task Discard_CopyHasAnotherETagThanTheUpload_StillRecognizesTheUpload()
    {
        var (verifier, store) = Arrange(copy: Found(etag: "\"copy\""));
        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        await verifier.DiscardAsync(Declared, verification, Cancellation);

        Assert.Equal([verification.Key!, Slot], Deleted(store));
    }

    [Fact]
    public async Task Discard_SlotWasWrittenAgain_KeepsTheNewUpload()
    {
        var (verifier, store) = Arrange(copy: Found());
        var verification = await verifier.VerifyAsync(Declared, Cancellation);
        store.FindAsync(Slot, Arg.Any<CancellationToken>()).Returns(Found(etag: "\"2\""));

        await verifier.DiscardAsync(Declared, verification, Cancellation);

        Assert.Equal([verification.Key!], Deleted(store));
    }

    [Fact]
    public async Task Discard_WithoutVerification_FindsTheCopyOfTheUploadsVersion()
    {
        var (verifier, store) = Arrange(copy: Found());
        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        await verifier.DiscardAsync(Declared, cancellationToken: Cancellation);

        Assert.Equal([verification.Key!, Slot], Deleted(store));
    }

    [Theory]
    [InlineData(Capability.No, "video")]
    [InlineData(Capability.Yes, "removed")]
    public async Task Discard_CopyCannotBeDerived_DeletesTheSlotsObject(Capability conditionalCopy, string policy)
    {
        var (verifier, store) = Arrange(copy: Found(), conditionalCopy);

        await verifier.DiscardAsync(Declared with { Policy = policy }, cancellationToken: Cancellation);

        Assert.Equal([Slot], Deleted(store));
    }

    [Fact]
    public async Task Discard_CopyCannotBeDeleted_KeepsTheSlotsObjectForARetry()
    {
        var (verifier, store) = Arrange(copy: Found());
        var verification = await verifier.VerifyAsync(Declared, Cancellation);
        store.DeleteAsync(verification.Key!, Arg.Any<CancellationToken>()).ThrowsAsync(new StoreException(ErrorCodes.StoreBusy, "x"));

        await Assert.ThrowsAsync<StoreException>(async () => await verifier.DiscardAsync(Declared, verification, Cancellation));
        await Assert.ThrowsAsync<StoreException>(async () => await verifier.DiscardAsync(Declared, cancellationToken: Cancellation));

        await store.DidNotReceive().DeleteAsync(Slot, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(Capability.Yes, false)]
    [InlineData(Capability.No, true)]
    [InlineData(Capability.Unknown, true)]
    public async Task Abandon_Copy_IsDeletedOnlyIfNoOtherVerificationCanHaveIt(Capability conditionalCopy, bool deleted)
    {
        var (verifier, store) = Arrange(copy: Found(), conditionalCopy);
        var verification = await verifier.VerifyAsync(Declared, Cancellation);

        await verifier.AbandonAsync(Declared, verification, Cancellation);

        Assert.Equal(deleted ? [verification.Key!] : [], Deleted(store));
    }

    [Fact]
    public async Task Abandon_Null_Throws()
    {
        var (verifier, _) = Arrange(copy: Found());

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await verifier.AbandonAsync(null!, UploadVerification.Changed, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await verifier.AbandonAsync(Declared, null!, Cancellation));
    }

    [Fact]
    public async Task Discard_Null_Throws()
    {
        var (verifier, _) = Arrange(copy: Found());

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await verifier.DiscardAsync(null!, null, Cancellation));
    }

    private static ObjectProperties Found(long size = 24, string etag = "\"1\"") => new(size, "video/mp4", etag, DateTimeOffset.UnixEpoch);

    private static (IUploadVerifier Verifier, IObjectStore Store) Arrange(
        ObjectProperties? copy, Capability conditionalCopy = Capability.Yes, ObjectProperties? found = null)
    {
        var profile = RecordingProvider.Strict with { ConditionalCopy = conditionalCopy, StorageClasses = Capability.Yes };
        var app = new TestApplication(
            builder => builder.AddUploadPolicy("video", policy =>
            {
                policy.Freeze = FreezeRule.Always;
                policy.FrozenPrefix = "kept/";
                policy.StorageClass = "STANDARD_IA";
                policy.Metadata["source"] = "web";
                policy.AllowedMetadata.Add("title");
            }),
            new RecordingProvider { Profile = profile });
        var store = app.Provider.Objects;
        store.FindAsync(Arg.Any<ObjectKey>(), Arg.Any<CancellationToken>()).Returns(call => call.Arg<ObjectKey>() == Slot ? found ?? Found() : copy);
        store.ReadStartAsync(Slot, Arg.Any<string>(), Arg.Any<Memory<byte>>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            Mp4.CopyTo(call.Arg<Memory<byte>>());
            return Mp4.Length;
        });
        return (app.Services.GetRequiredService<IUploadVerifier>(), store);
    }

    private static ObjectKey[] Deleted(IObjectStore store) =>
    [
        .. store.ReceivedCalls()
            .Where(call => call.GetMethodInfo().Name == nameof(IObjectStore.DeleteAsync))
            .Select(call => (ObjectKey)call.GetArguments()[0]!),
    ];

    private static async Task AssertNothingDeletedAsync(IObjectStore store) =>
        await store.DidNotReceiveWithAnyArgs().DeleteAsync(default!, Arg.Any<CancellationToken>());
}
