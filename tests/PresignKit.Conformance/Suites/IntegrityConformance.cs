using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>What a store tells about the bytes that it has received, by which the backend finds out what the network changed.</summary>
public abstract class IntegrityConformance(S3ConformanceStore store)
{
    // The check value of CRC-64/NVME, ae8b14860a799888, is the CRC of these bytes.
    private const string BodyCrc = "rosUhgp5mIg=";

    private static readonly byte[] Body = Browser.Bytes("123456789");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ETag_OfPartAndObject_IsMd5()
    {
        store.Require(p => p.ETagIsMd5, "that an ETag is the MD5 of the bytes");
        var md5 = $"\"{Convert.ToHexStringLower(Convert.FromBase64String(Browser.MD5(Body)))}\"";
        await using var upload = await PartUpload.BeginAsync(store);

        await Browser.AssertStoredAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body));

        Assert.Equal(md5, Assert.Single(await upload.ListAsync()).ETag);
        var key = await store.StoreAsync(Body);
        Assert.Equal(md5, (await store.Objects.FindAsync(key, Cancellation))!.ETag);
    }

    [Fact]
    public async Task Find_Object_HasCrc64NvmeOnlyIfProfileSaysYes()
    {
        await using var upload = await PartUpload.BeginAsync(store);
        await Browser.AssertStoredAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body));
        await upload.CompleteAsync();
        var sent = await store.StoreAsync(Body);
        foreach (var key in new[] { sent, upload.Key })
        {
            using var owner = store.CreateClient();
            var head = await owner.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = store.Container, Key = key.Value, ChecksumMode = ChecksumMode.ENABLED }, Cancellation);
            var measured = string.IsNullOrEmpty(head.ChecksumCRC64NVME) ? null : head.ChecksumCRC64NVME;
            Assert.SkipWhen(
                store.Profile.ComputesCrc64Nvme == Capability.Unknown,
                $"The profile does not say whether the store computes it. Measured: {measured ?? "no"}.");

            var expected = store.Profile.ComputesCrc64Nvme == Capability.Yes ? BodyCrc : null;

            Assert.Equal(expected, measured);
            Assert.Equal(expected, (await store.Objects.FindAsync(key, Cancellation))!.Checksum?.Value);
        }
    }
}
