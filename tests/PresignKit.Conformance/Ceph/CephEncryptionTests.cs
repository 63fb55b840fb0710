using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>
/// Why the profile says No to encryption, and what works with a key service nevertheless. If one of these tests fails, a newer gateway
/// may deserve a Yes.
/// </summary>
public abstract class CephEncryptionTests(CephStores ceph)
{
    private static readonly GuaranteeKinds Anything = (GuaranteeKinds)~0;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(UploadTransport.Put)]
    [InlineData(UploadTransport.Post)]
    public async Task Upload_StoreManagedKey_IsNotEncrypted(UploadTransport transport)
    {
        var store = ceph.Path;
        await using var application = Application(store, transport, EncryptionRule.StoreManagedKey);
        if (store.Release.StoreManagedEncryption != 200)
        {
            var refused = await application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("encrypted", StoredObject.Video);
            using var answer = await store.UploadAsync(refused, StoredObject.Video);
            store.Release.Expect(store.Release.StoreManagedEncryption, (int)answer.StatusCode);
            return;
        }

        var slot = await UploadAsync(application, store);

        Assert.Null((await StoredObject.ReadAsync(store, slot.Key.Value)).Encryption);
    }

    [Theory]
    [InlineData(UploadTransport.Put)]
    [InlineData(UploadTransport.Post)]
    public async Task Upload_KeyService_IsEncryptedAndCopiedOnlyWhereExpected(UploadTransport transport)
    {
        var store = ceph.Path;
        await using var application = Application(store, transport, EncryptionRule.KeyService);

        var slot = await UploadAsync(application, store);

        await AssertEncryptedAsync(store, slot.Key);
        if (store.Release.CopyOfEncrypted == 200)
        {
            var found = await application.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);
            Assert.True(found.IsVerified, $"{found.Outcome}");
            await AssertEncryptedAsync(store, found.Key);
            return;
        }

        var error = await Assert.ThrowsAsync<StoreException>(async () =>
            await application.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains($"{store.Release.CopyOfEncrypted}", error.Message, StringComparison.Ordinal);
        await store.AssertHoldsAsync(slot.Key, StoredObject.Video);
    }

    /// <summary>An ETag shows whether the bytes arrived, also in a bucket that encrypts by default, which Ceph 16 has not.</summary>
    [Fact]
    public async Task Upload_KeyService_ETagIsMd5()
    {
        var store = ceph.Path;
        var md5 = $"\"{Convert.ToHexStringLower(Convert.FromBase64String(Browser.MD5(StoredObject.Video)))}\"";
        using var owner = store.CreateClient();
        var key = $"conformance/{Guid.NewGuid():N}";
        using var content = new MemoryStream(StoredObject.Video);
        var put = await owner.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = store.Container,
                Key = key,
                InputStream = content,
                AutoCloseStream = false,
                UseChunkEncoding = false,
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
                ServerSideEncryptionKeyManagementServiceKeyId = store.EncryptionKeyId,
            },
            Cancellation);
        var upload = await owner.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest
            {
                BucketName = store.Container,
                Key = key,
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
                ServerSideEncryptionKeyManagementServiceKeyId = store.EncryptionKeyId,
            },
            Cancellation);
        content.Position = 0;
        await owner.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = store.Container, Key = key, UploadId = upload.UploadId, PartNumber = 1, InputStream = content, UseChunkEncoding = false,
            },
            Cancellation);
        var parts = await owner.ListPartsAsync(store.Container, key, upload.UploadId, Cancellation);

        Assert.Equal("aws:kms", (await StoredObject.ReadAsync(store, key)).Encryption);
        Assert.Equal(md5, put.ETag);
        Assert.Equal(md5, Assert.Single(parts.Parts).ETag);
        await owner.AbortMultipartUploadAsync(store.Container, key, upload.UploadId, Cancellation);
    }

    [Fact]
    public async Task Copy_PlainObjectWithKeyService_IsAcceptedAndEncryptedAsExpected()
    {
        var store = ceph.Path;
        var source = await store.StoreAsync(StoredObject.Video);
        using var owner = store.CreateClient();
        var copy = $"conformance/{Guid.NewGuid():N}";

        await owner.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = store.Container,
                SourceKey = source.Value,
                DestinationBucket = store.Container,
                DestinationKey = copy,
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
                ServerSideEncryptionKeyManagementServiceKeyId = store.EncryptionKeyId,
            },
            Cancellation);

        store.Release.Expect(store.Release.CopyEncrypts, (await StoredObject.ReadAsync(store, copy)).Encryption == "aws:kms");
    }

    /// <summary>With upload-only credentials, a slot is an upload of one part, which is not copied, so a key service can be used.</summary>
    [Fact]
    public async Task Upload_PartWithUploadOnlyCredentialsAndKeyService_IsEncryptedAndVerified()
    {
        var store = ceph.UploadOnly;
        await using var application = Application(store, UploadTransport.Put, EncryptionRule.KeyService);

        var slot = await UploadAsync(application, store);

        var found = await application.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(found.IsVerified);
        await AssertEncryptedAsync(store, slot.Key);
        Assert.Equal(slot.Key, found.Key);
        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, StoredObject.Video));
    }

    private static async Task AssertEncryptedAsync(CephStore store, ObjectKey key)
    {
        var stored = await StoredObject.ReadAsync(store, key.Value);
        Assert.Equal(("aws:kms", store.EncryptionKeyId), (stored.Encryption, stored.EncryptionKeyId));
    }

    private static ServiceProvider Application(
        CephStore store, UploadTransport transport, EncryptionRule encryption) => store.CreateApplication(
        kit => kit.AddUploadPolicy("encrypted", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.MaximumSize = 1000;
            policy.Key = "conformance/{id}{ext}";
            policy.Transport = transport;
            policy.AllowUnenforced = Anything;
            policy.Encryption = encryption;
            policy.EncryptionKeyId = encryption == EncryptionRule.KeyService ? store.EncryptionKeyId : null;
        }),
        options => options.Profile = store.Configured with { StoreManagedEncryption = Capability.Yes, KeyServiceEncryption = Capability.Yes });

    private static async Task<UploadSlot> UploadAsync(ServiceProvider application, CephStore store)
    {
        var slot = await application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("encrypted", StoredObject.Video);
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, StoredObject.Video));
        return slot;
    }
}
