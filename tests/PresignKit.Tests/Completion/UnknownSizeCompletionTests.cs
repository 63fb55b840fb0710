using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

/// <summary>A file whose size nobody knew is accepted if it is within the limits of its slot, and of the policy in force.</summary>
public sealed class UnknownSizeCompletionTests
{
    private const int Minimum = 32;
    private const int Maximum = 5_000;

    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_AnySizeWithinTheLimits_IsVerifiedWithItsSize(StoreKind kind)
    {
        foreach (var size in (int[])[Minimum, 1_234, Maximum])
        {
            foreach (var transport in Transports(kind))
            {
                var app = Application(kind);
                var slot = await OpenAsync(app, transport);
                Assert.Equal(HttpStatusCode.OK, app.Send(slot, Samples.Mp4(size)));

                var verification = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);

                Assert.True(verification.IsVerified);
                Assert.Equal(size, verification.Properties.Size);
                Assert.StartsWith("accepted/", verification.Key.Value, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(StoreKind.Put, Minimum - 1)]
    [InlineData(StoreKind.Put, Maximum + 1)]
    [InlineData(StoreKind.Part, Minimum - 1)]
    [InlineData(StoreKind.Part, Maximum + 1)]
    public async Task Verify_PutOutsideTheLimits_IsRefusedWithoutACopy(StoreKind kind, int size)
    {
        var app = Application(kind);
        var slot = await OpenAsync(app, UploadTransport.Put);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.Size);
        Assert.Equal(HttpStatusCode.OK, app.Send(slot, Samples.Mp4(size)));

        var refused = await app.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        var stored = app.Store.Stored;
        await app.Verifier.DiscardAsync(slot.Declaration, refused, Cancellation);

        Assert.Equal(ErrorCodes.SizeMismatch, refused.Code);
        Assert.Equal($"The object is {size:N0} bytes long; the slot is for 32 bytes to 5,000 bytes.", refused.Reason);
        Assert.Equal([slot.Key.Value], stored);
        Assert.Equal(0, app.Store.Files);
    }

    /// <summary>The store limits a form, and completion looks all the same.</summary>
    [Theory]
    [InlineData(Minimum - 1)]
    [InlineData(Maximum + 1)]
    public async Task Verify_FormOutsideTheLimitsThatTheStoreAccepted_IsRefused(int size)
    {
        var app = Application(StoreKind.Form);
        var slot = await OpenAsync(app, UploadTransport.Post);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Size);
        app.Send(slot, Samples.Mp4(size));

        Assert.Equal(ErrorCodes.SizeMismatch, (await app.Verifier.VerifyAsync(slot.Declaration, Cancellation)).Code);
    }

    [Theory]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.FormOfLaxStore)]
    public async Task Verify_AboveTheLimitOfTheRequest_IsRefused(StoreKind kind)
    {
        var app = Application(kind, policy => policy.AllowUnenforced = GuaranteeKinds.Isolation);
        var slot = await OpenAsync(app, Transports(kind)[0], maximum: 100);
        Assert.Equal(new SizeRange(Minimum, 100), slot.AllowedSizes);
        Assert.Equal(HttpStatusCode.OK, app.Send(slot, Samples.Mp4(101)));

        Assert.Equal(ErrorCodes.SizeMismatch, (await app.Verifier.VerifyAsync(slot.Declaration, Cancellation)).Code);
    }

    [Fact]
    public async Task Verify_PolicyThatRequiresASizeByNow_DeletesNothing()
    {
        var app = Application(StoreKind.Put);
        var slot = await OpenAsync(app, UploadTransport.Put);
        app.Send(slot, Samples.Mp4(64));
        var strict = new MemoryApplication(StoreKind.Put, store: app.Store);

        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(() => strict.Verifier.VerifyAsync(slot.Declaration, Cancellation));

        Assert.Equal(ErrorCodes.SizeMissing, refusal.Code);
        Assert.Equal([slot.Key.Value], app.Store.Stored);
    }

    [Fact]
    public async Task Verify_AboveTheMaximumOfAPolicyThatWasTightened_IsNeverVerified()
    {
        var app = Application(StoreKind.Put);
        var slot = await OpenAsync(app, UploadTransport.Put);
        app.Send(slot, Samples.Mp4(200));
        var tight = Application(StoreKind.Put, policy => policy.MaximumSize = 199, app.Store);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<PolicyViolationException>(() => tight.Verifier.VerifyAsync(slot.Declaration, Cancellation));
            Assert.Equal((ErrorCodes.TooLarge, "199"), (refusal.Code, refusal.Limit));
        }

        Assert.Contains(slot.Key.Value, app.Store.Stored);
    }

    [Fact]
    public async Task Verify_DeclarationWithoutSizeAndLimits_AcceptsNothing()
    {
        var app = Application(StoreKind.Put);
        var slot = await OpenAsync(app, UploadTransport.Put);
        app.Send(slot, Samples.Mp4(64));

        var refused = await app.Verifier.VerifyAsync(slot.Declaration with { AllowedSizes = null }, Cancellation);

        Assert.Equal((ErrorCodes.SizeMismatch, "The object is 64 bytes long; the slot is for no size at all."), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task Declaration_AsJson_KeepsTheLimits()
    {
        var slot = await OpenAsync(Application(StoreKind.Put), UploadTransport.Put);

        Assert.Equal(slot.Declaration, JsonSerializer.Deserialize<DeclaredUpload>(JsonSerializer.Serialize(slot.Declaration)));
        Assert.Equal((null, new SizeRange(Minimum, Maximum)), (slot.Declaration.Size, slot.Declaration.AllowedSizes));
    }

    [Fact]
    public void CheckUpload_UnknownSize_SaysHowMuchTheSlotWillAllow()
    {
        var app = Application(StoreKind.Put);

        Assert.Equal(Maximum, app.Issuer.CheckUpload(Request(null)).MaximumSize);
        Assert.Equal(100, app.Issuer.CheckUpload(Request(100)).MaximumSize);
        Assert.Null(app.Issuer.CheckUpload(Request(null) with { Size = 64 }).MaximumSize);
    }

    private static UploadTransport[] Transports(StoreKind kind) => kind switch
    {
        StoreKind.Form or StoreKind.VersionedForm or StoreKind.FormOfLaxStore => [UploadTransport.Post],
        _ => [UploadTransport.Put, UploadTransport.Post],
    };

    private static async Task<UploadSlot> OpenAsync(MemoryApplication app, UploadTransport transport, long? maximum = null)
    {
        var slot = await app.Issuer.OpenUploadSlotAsync(Request(maximum) with { Transports = [transport] }, Cancellation);
        Assert.Equal((transport, null), (slot.Transport, slot.Size));
        return slot;
    }

    private static UploadRequest Request(long? maximum) =>
        new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = null, MaximumSize = maximum };

    private static MemoryApplication Application(StoreKind kind, Action<UploadPolicyOptions>? configure = null, MemoryStore? store = null) => new(
        kind,
        builder => builder.AddUploadPolicy("video", policy =>
        {
            (policy.AllowUnknownSize, policy.MinimumSize) = (true, Minimum);
            configure?.Invoke(policy);
        }),
        store);
}
