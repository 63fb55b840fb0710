using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>Tags of a policy are with the object that Ceph stores, and the holder cannot choose others.</summary>
public sealed class CephTags(CephStores ceph)
{
    private static readonly byte[] Body = Browser.Bytes("an upload");

    private readonly CephStore _store = ceph.Path;

    [Fact]
    public async Task Put_TagsOfThePolicy_AreStored()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Tagged, Body);

        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Put!, Body));

        Assert.Equal(["kind=video"], await TagsAsync(slot));
    }

    [Fact]
    public async Task Put_OtherTags_IsRefused()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Tagged, Body);

        await Browser.AssertRefusedAsync(await _store.SendAsync(slot.Put!, Body, request =>
        {
            request.Headers.Remove("x-amz-tagging");
            request.Headers.TryAddWithoutValidation("x-amz-tagging", "kind=audio");
        }));

        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Post_TagsOfThePolicy_AreStored()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.TaggedForm, Body);

        await Browser.AssertStoredAsync(await _store.PostAsync(slot.Post!, Body));

        Assert.Equal(["kind=video"], await TagsAsync(slot));
    }

    private async Task<string[]> TagsAsync(UploadSlot slot)
    {
        using var owner = _store.CreateClient();
        var tags = await owner.GetObjectTaggingAsync(
            new() { BucketName = _store.Container, Key = slot.Key.Value }, TestContext.Current.CancellationToken);
        return [.. tags.Tagging.Select(tag => $"{tag.Key}={tag.Value}")];
    }
}
