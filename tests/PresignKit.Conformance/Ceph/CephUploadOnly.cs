using Amazon.S3;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>What upload-only credentials hold back on Ceph beyond the suites, and the one directive that they do not.</summary>
public sealed class CephUploadOnly(CephStores ceph)
{
    private static readonly byte[] Body = Browser.Bytes("an upload");

    private readonly CephUploadOnlyStore _store = ceph.UploadOnly;

    [Fact]
    public async Task Put_CopyOfAPublicObject_IsRefusedAndTheFirstUploadStays()
    {
        using var owner = _store.CreateClient();
        await owner.PutObjectAsync(
            new() { BucketName = _store.Container, Key = "public/poster", ContentBody = "for everybody", CannedACL = S3CannedACL.PublicRead },
            TestContext.Current.CancellationToken);
        var slot = await _store.Issuer.OpenAsync(Browser.PutOnce, Body);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Put!, Body));

        await Browser.AssertRefusedAsync(await _store.SendAsync(
            slot.Put!, Body, request => request.Headers.TryAddWithoutValidation("x-amz-copy-source", $"/{_store.Container}/public/poster")));

        await _store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task Put_OutsideThePrefixOfUploads_IsRefused()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Elsewhere, Body);

        await Browser.AssertRefusedAsync(await _store.SendAsync(slot.Put!, Body));

        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_UnsignedMetadata_IsStoredWithTheOwnObject()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.PutOnce, Body);

        await Browser.AssertStoredAsync(await _store.SendAsync(
            slot.Put!, Body, request => request.Headers.TryAddWithoutValidation("x-amz-meta-note", "unsigned")));

        using var owner = _store.CreateClient();
        var found = await owner.GetObjectMetadataAsync(_store.Container, slot.Key.Value, TestContext.Current.CancellationToken);
        Assert.Equal("unsigned", found.Metadata["note"]);
        await _store.AssertHoldsAsync(slot.Key, Body);
    }}
