using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

/// <summary>What ties an upload to its slot: the binding, the upload of one part, and the destination.</summary>
public sealed class SlotTests
{
    private static readonly ObjectKey Avatar = new("avatars/42.png");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static StoreProfile IsolatingParts => RecordingProvider.Strict with { IsolatedPart = Capability.Yes };

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task OpenUploadSlot_AnyMode_BindsARandomValueThatNoOtherSlotHas(StoreKind kind)
    {
        var app = new MemoryApplication(kind);

        var slots = new[] { await app.OpenAsync(), await app.OpenAsync() };
        foreach (var slot in slots)
        {
            app.Send(slot, Samples.Mp4());
            await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        }

        Assert.All(slots, slot => Assert.Matches("^[0-9a-f]{32}$", slot.Declaration.Binding));
        Assert.NotEqual(slots[0].Declaration.Binding, slots[1].Declaration.Binding);
        Assert.NotEqual(slots[0].Key, slots[1].Key);
        Assert.Equal((slots[0].Key, "video/mp4", 64L), (slots[0].Declaration.Key, slots[0].Declaration.ContentType, slots[0].Declaration.Size));
    }

    [Fact]
    public async Task OpenUploadSlot_StoreThatIsolatesParts_CreatesAnUploadAndSignsItsOnlyPart()
    {
        var uploads = Substitute.For<IMultipartUploads>();
        uploads.CreateAsync(default!, default!, default!, default, Arg.Any<CancellationToken>()).ReturnsForAnyArgs("upload-7");
        var app = new TestApplication(
            builder => builder.AddUploadPolicy("video", policy => policy.CacheControl = "private"),
            new() { Profile = IsolatingParts, Multipart = uploads });

        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);

        var part = Assert.Single(app.Provider.Parts);
        Assert.Equal(
            (slot.Key, "upload-7", 1, 1000L, "video/mp4", (FileChecksum?)null),
            (part.Key, part.UploadId, part.Number, part.Size, part.ContentType, part.Checksum));
        Assert.Equal("upload-7", slot.Declaration.UploadId);
        Assert.Equal(("PUT", UploadTransport.Put), (slot.Request?.Method, slot.Transport));
        Assert.Empty(app.Provider.Uploads);
        await uploads.Received(1).CreateAsync(
            slot.Key,
            "video/mp4",
            Arg.Is<StoredAttributes>(a => a.CacheControl == "private" && a.Metadata["presignkit-slot"] == slot.Declaration.Binding),
            checksum: null,
            Cancellation);
    }

    [Theory]
    [InlineData(Capability.Yes, true)]
    [InlineData(Capability.No, false)]
    public async Task OpenUploadSlot_PartWithChecksum_SignsItIfTheStoreVerifiesIt(Capability checksums, bool isSent)
    {
        var checksum = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]);
        var uploads = Substitute.For<IMultipartUploads>();
        uploads.CreateAsync(default!, default!, default!, default, Arg.Any<CancellationToken>()).ReturnsForAnyArgs("upload-7");
        var app = new TestApplication(provider: new() { Profile = IsolatingParts with { PartChecksum = checksums }, Multipart = uploads });

        await app.Issuer.OpenUploadSlotAsync(TestApplication.Request with { Checksum = checksum }, Cancellation);

        Assert.Equal(isSent ? checksum : null, Assert.Single(app.Provider.Parts).Checksum);
        await uploads.ReceivedWithAnyArgs(1).CreateAsync(default!, default!, default!, default, Arg.Any<CancellationToken>());
        Assert.Equal(isSent ? FileChecksumAlgorithm.Sha256 : null, uploads.ReceivedCalls().Single().GetArguments()[3]);
    }

    [Fact]
    public async Task OpenUploadSlot_CredentialsEndTooSoon_CreatesNoUpload()
    {
        var app = new MemoryApplication(
            StoreKind.Part, builder => builder.AddUploadPolicy("video", policy => policy.MinimumLifetime = TimeSpan.FromMinutes(5)));
        app.Store.CredentialsExpireAt = TestApplication.Now.AddMinutes(4);

        var error = await Assert.ThrowsAsync<StoreException>(async () => await app.OpenAsync());

        Assert.Equal(ErrorCodes.CredentialsTooShort, error.Code);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task OpenUploadSlot_PartThatCannotBeSigned_AbortsTheUpload()
    {
        var app = new MemoryApplication(StoreKind.Part);
        app.Store.SignFails = new NotSupportedException("no");

        await Assert.ThrowsAsync<NotSupportedException>(async () => await app.OpenAsync());

        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task OpenUploadSlot_StoreFailsToCreateTheUpload_Throws()
    {
        var uploads = Substitute.For<IMultipartUploads>();
        uploads.CreateAsync(default!, default!, default!, default, Arg.Any<CancellationToken>())
            .ThrowsAsyncForAnyArgs(new StoreException(ErrorCodes.StoreBusy, "x"));
        var app = new TestApplication(provider: new() { Profile = IsolatingParts, Multipart = uploads });

        var error = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));

        Assert.Equal(ErrorCodes.StoreBusy, error.Code);
        Assert.Empty(app.Provider.Parts);
    }

    [Fact]
    public async Task OpenUploadSlot_ProfileIsolatesPartsButTheProviderHasNoUploads_SaysWhatToSet()
    {
        var app = new TestApplication(provider: new() { Profile = IsolatingParts });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));

        Assert.Contains("Set IsolatedPart to Unknown", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task OpenUploadSlot_Destination_IsDeclaredAndNeverSigned(StoreKind kind)
    {
        var app = new MemoryApplication(kind);

        var slot = await app.OpenAsync(Avatar);

        Assert.Equal(Avatar, slot.Declaration.Destination);
        Assert.NotEqual(Avatar, slot.Key);
        Assert.DoesNotContain(Avatar.Value, slot.Request!.RevealUrl(), StringComparison.Ordinal);
        Assert.DoesNotContain(slot.Request.RevealFields(), field => field.Value.Contains(Avatar.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("accepted/a.png", "accepted/")]
    [InlineData("accepted-slots/a", "accepted-slots/")]
    public async Task OpenUploadSlot_DestinationInAReservedFolder_IsRefused(string destination, string folder)
    {
        var app = new MemoryApplication(StoreKind.Part);

        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.OpenAsync(new(destination)));

        Assert.Equal(ErrorCodes.KeyValueInvalid, refusal.Code);
        Assert.Contains($"The destination '{destination}' begins with '{folder}'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, app.Store.OpenUploads);
    }
}
