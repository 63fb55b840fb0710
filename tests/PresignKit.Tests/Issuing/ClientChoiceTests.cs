using System.Net;
using System.Security.Cryptography;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

/// <summary>What existing clients have decided themselves: an MD5, and the size of parts.</summary>
public sealed class ClientChoiceTests
{
    private const long PartSize = 6L * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    public async Task ContentMd5_Put_IsSentAndCompared(StoreKind kind)
    {
        var app = new MemoryApplication(kind);
        var slot = await app.Issuer.OpenUploadSlotAsync(Request(Md5(Samples.Mp4())), Cancellation);

        Assert.Equal(Md5(Samples.Mp4()), slot.Request!.Headers["Content-MD5"]);
        Assert.Equal(HttpStatusCode.BadRequest, app.Send(slot, Samples.Html()));
        Assert.Equal(HttpStatusCode.OK, app.Send(slot, Samples.Mp4()));
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Put)]
    public async Task ContentMd5_ProviderThatKnowsNone_IsRefusedAndLeavesNothing(StoreKind kind)
    {
        var store = new MemoryStore { Profile = MemoryStore.Of(kind).Profile, LeavesOutMd5 = true };
        var app = new MemoryApplication(kind, store: store);

        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Issuer.OpenUploadSlotAsync(Request(Md5([])), Cancellation));

        Assert.Equal(ErrorCodes.ChecksumNotAvailable, refusal.Code);
        Assert.Equal(0, store.OpenUploads);
    }

    [Theory]
    [InlineData(StoreKind.Form, UploadTransport.Post)]
    [InlineData(StoreKind.Part, UploadTransport.Multipart)]
    public void ContentMd5_FormOrParts_IsRefused(StoreKind kind, UploadTransport transport)
    {
        var app = new MemoryApplication(kind);

        var refusal = Assert.Throws<PolicyViolationException>(() => app.Issuer.CheckUpload(Request(Md5([])) with { Transports = [transport] }));

        Assert.Equal(ErrorCodes.ChecksumNotAvailable, refusal.Code);
    }

    [Fact]
    public async Task PartSize_OfTheClient_IsThatOfThePlan()
    {
        var app = LargeFiles();

        var slot = await app.Issuer.OpenUploadSlotAsync(Large(PartSize + 1, PartSize), Cancellation);

        Assert.Equal((PartSize, 2), (slot.Parts!.PartSize, slot.Parts.PartCount));
        Assert.Equal(PartSize, slot.Declaration.PartSize);
    }

    [Theory]
    [InlineData(100, PartPlan.MinimumPartSize - 1)]
    [InlineData(100, 0)]
    [InlineData(100, -1)]
    [InlineData(100, long.MinValue)]
    [InlineData(100, PartPlan.MaximumPartSize + 1)]
    [InlineData((10_000 * PartPlan.MinimumPartSize) + 1, PartPlan.MinimumPartSize)]
    public void PartSize_OutOfRange_IsRefused(long size, long partSize)
    {
        var app = LargeFiles();

        var refusal = Assert.Throws<PolicyViolationException>(() => app.Issuer.CheckUpload(Large(size, partSize)));

        Assert.Equal(ErrorCodes.PartSizeInvalid, refusal.Code);
    }

    [Fact]
    public void PartSize_FileInOneRequest_HasNoEffect()
    {
        var app = LargeFiles();

        Assert.Equal(1, app.Issuer.CheckUpload(Large(100, 1) with { Transports = [UploadTransport.Put] }).PartSize);
    }

    private static MemoryApplication LargeFiles() => new(
        StoreKind.Part, builder => builder.AddUploadPolicy("large", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.MaximumSize = PartPlan.MaximumSize;
        }));

    private static UploadRequest Large(long size, long partSize) => new()
    {
        Policy = "large", FileName = "a.mp4", Size = size, PartSize = partSize, Transports = [UploadTransport.Multipart],
    };

    private static UploadRequest Request(string md5) => new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64, ContentMd5 = md5 };

#pragma warning disable CA5351 // What existing clients compute.
    private static string Md5(byte[] bytes) => Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351
}
