using System.Security.Cryptography;
using Amazon.S3;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>What upload-only credentials prevent on Ceph in addition to the suites, and what they do not prevent.</summary>
public abstract class CephUploadOnlyTests(CephStores ceph)
{
    private static readonly byte[] Body = Browser.Bytes("an upload");

    private readonly CephUploadOnlyStore _store = ceph.UploadOnly;

    [Fact]
    public async Task Put_CopyOfPublicObject_IsRefusedAndFirstUploadStays()
    {
        using var owner = _store.CreateClient();
        await owner.PutObjectAsync(
            new() { BucketName = _store.Container, Key = "public/poster", ContentBody = "public", CannedACL = S3CannedACL.PublicRead },
            TestContext.Current.CancellationToken);
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, Body));

        await Browser.AssertRefusedAsync(await _store.SendAsync(
            slot.Request!, Body, request => request.Headers.TryAddWithoutValidation("x-amz-copy-source", $"/{_store.Container}/public/poster")));

        await _store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task Put_OutsideUploadPrefix_IsRefused()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Elsewhere, Body);

        await Browser.AssertRefusedAsync(await _store.SendAsync(slot.Request!, Body));

        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_UnsignedMetadata_IsStoredWithSlotsObject()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);

        if (!await TakesEffectAsync(await _store.SendAsync(
            slot.Request!, Body, request => request.Headers.TryAddWithoutValidation("x-amz-meta-note", "unsigned"))))
        {
            return;
        }

        using var owner = _store.CreateClient();
        var found = await owner.GetObjectMetadataAsync(_store.Container, slot.Key.Value, TestContext.Current.CancellationToken);
        Assert.Equal("unsigned", found.Metadata["note"]);
        await _store.AssertHoldsAsync(slot.Key, Body);
    }

    /// <summary>Unsigned storage classes and encryption keys of the slot's own object are accepted too, and the backend can still read it.</summary>
    [Theory]
    [InlineData("x-amz-storage-class", "STANDARD_IA")]
    [InlineData("x-amz-server-side-encryption", "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id", "presignkit-test")]
    public async Task Put_UnsignedStorageClassOrEncryption_IsStoredWithSlotsObject(params string[] headers)
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);

        if (!await TakesEffectAsync(await _store.SendAsync(slot.Request!, Body, request => Add(request, headers))))
        {
            return;
        }

        var stored = await StoredObject.ReadAsync(_store, slot.Key.Value);
        Assert.Contains(headers[1], new[] { stored.StorageClass, stored.Encryption });
        await _store.AssertHoldsAsync(slot.Key, Body);
    }

    /// <summary>If the holder encrypts with a customer key, the backend cannot read the object: completion fails, and nothing is accepted.</summary>
    [Fact]
    public async Task Put_UnsignedCustomerKey_IsStoredButCannotBeRead()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);
        var key = SHA256.HashData(Body);

        if (!await TakesEffectAsync(await _store.SendAsync(slot.Request!, Body, request => Add(
            request,
            "x-amz-server-side-encryption-customer-algorithm",
            "AES256",
            "x-amz-server-side-encryption-customer-key",
            Convert.ToBase64String(key),
            "x-amz-server-side-encryption-customer-key-md5",
            Browser.MD5(key)))))
        {
            return;
        }

        await Assert.ThrowsAsync<StoreException>(async () => await _store.Objects.FindAsync(slot.Key, TestContext.Current.CancellationToken));
        await _store.Objects.DeleteAsync(slot.Key, TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// In Ceph 16, the bucket policy's denials do not apply to copies into a part. So a part URL must sign its length, which
    /// <see cref="Suites.PartConformance"/> shows to be enough. A URL that does not sign it can copy other uploads of the account.
    /// </summary>
    [Theory]
    [InlineData("another upload", true)]
    [InlineData("a public object", true)]
    [InlineData("the backend's object", false)]
    public async Task Part_WithoutSignedLengthAndUnsignedCopy_ReachesAtMostUploadsAndPublicObjects(string source, bool reaches)
    {
        var bytes = Browser.Bytes("another user's object");
        using var owner = _store.CreateClient();
        var key = source == "another upload" ? (await _store.StoreAsync(bytes)).Value : $"backend/{Guid.NewGuid():N}";
        if (source != "another upload")
        {
            await owner.PutObjectAsync(
                new()
                {
                    BucketName = _store.Container,
                    Key = key,
                    ContentBody = "another user's object",
                    CannedACL = source == "a public object" ? S3CannedACL.PublicRead : S3CannedACL.Private,
                },
                TestContext.Current.CancellationToken);
        }

        await using var upload = await PartUpload.BeginAsync(_store);

        var response = await upload.SendAsync(
            upload.Sign(1), [], request => request.Headers.TryAddWithoutValidation("x-amz-copy-source", $"/{_store.Container}/{key}"));

        if (!reaches || _store.Release.UploadOnlyPartCopy == 403)
        {
            await Browser.AssertRefusedAsync(response);
            Assert.Empty(await upload.ListAsync());
            return;
        }

        await Browser.AssertStoredAsync(response);
        await upload.CompleteAsync();
        await _store.AssertHoldsAsync(upload.Key, bytes);
    }

    /// <summary>Whether the version accepts headers that were not signed; if it does not, the upload must be refused.</summary>
    private async Task<bool> TakesEffectAsync(HttpResponseMessage response)
    {
        using (response)
        {
            _store.Release.Expect(
                _store.Release.UnsignedHeader, (int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            return response.IsSuccessStatusCode;
        }
    }

    // Alternating names and values.
    private static void Add(HttpRequestMessage request, params string[] headers)
    {
        for (var i = 0; i < headers.Length; i += 2)
        {
            request.Headers.TryAddWithoutValidation(headers[i], headers[i + 1]);
        }
    }
}
