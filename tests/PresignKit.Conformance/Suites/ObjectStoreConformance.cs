using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Suites;

/// <summary>The backend's own operations: they find, read, copy, and delete exactly the version that was seen.</summary>
public abstract class ObjectStoreConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("0123456789");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_Object_ReturnsSizeTypeETagAndTime()
    {
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var found = await store.Objects.FindAsync(await store.StoreAsync(Body), Cancellation);

        Assert.NotNull(found);
        Assert.Equal((Body.Length, "video/mp4"), (found.Size, found.ContentType));
        Assert.NotEmpty(found.ETag);
        Assert.InRange(found.LastModified, before, before.AddMinutes(10));
    }

    [Fact]
    public async Task Find_NoObject_ReturnsNull() => await store.AssertNothingAsync(NewKey());

    [Theory]
    [InlineData(4, "0123")]
    [InlineData(10, "0123456789")]
    [InlineData(64, "0123456789")]
    [InlineData(0, "")]
    public async Task ReadStart_Object_FillsBuffer(int size, string text)
    {
        var key = await store.StoreAsync(Body);
        var buffer = new byte[size];

        var read = await store.Objects.ReadStartAsync(key, await ETagAsync(key), buffer, Cancellation);

        Assert.Equal(Browser.Bytes(text), buffer[..read]);
    }

    [Fact]
    public async Task ReadStart_EmptyObject_ReadsNothing()
    {
        var key = await store.StoreAsync([]);

        Assert.Equal(0, await store.Objects.ReadStartAsync(key, await ETagAsync(key), new byte[16], Cancellation));
    }

    [Fact]
    public async Task ReadStart_ObjectReplaced_FailsWithObjectChanged()
    {
        var (key, oldETag) = await ReplacedAsync();

        await AssertFailsAsync(ErrorCodes.ObjectChanged, async () => await store.Objects.ReadStartAsync(key, oldETag, new byte[16], Cancellation));
    }

    [Fact]
    public async Task ReadStart_NoObject_FailsWithObjectNotFound() => await AssertFailsAsync(
        ErrorCodes.ObjectNotFound, async () => await store.Objects
            .ReadStartAsync(NewKey(), "\"0123456789abcdef0123456789abcdef\"", new byte[16], Cancellation));

    [Fact]
    public async Task Copy_Object_KeepsBytesAndType()
    {
        var key = await store.StoreAsync(Body);
        var copy = NewKey();

        await store.Objects.CopyAsync(key, await ETagAsync(key), copy, StoredAttributes.None, Cancellation);

        await store.AssertHoldsAsync(copy, Body);
        await store.AssertHoldsAsync(key, Body);
        Assert.Equal("video/mp4", (await store.Objects.FindAsync(copy, Cancellation))!.ContentType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_ObjectWithHeadersAndMetadata_HasOnlyRequestedAttributes(bool requestsAttributes)
    {
        store.Require(p => p.SignedHeaders, "headers that are stored with an upload");
        var slot = await store.Issuer.OpenAsync(Browser.Described, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));
        var copy = NewKey();
        var attributes = requestsAttributes
            ? new StoredAttributes { CacheControl = "no-cache", ContentLanguage = "fr", Metadata = StoredAttributes.None.Metadata.Add("other", "new") }
            : StoredAttributes.None;

        await store.Objects.CopyAsync(slot.Key, await ETagAsync(slot.Key), copy, attributes, Cancellation);

        using var response = await store.SendAsync(await store.Issuer.IssueDownloadUrlAsync(copy, null, Cancellation));
        Assert.Equal(attributes.CacheControl, response.Headers.CacheControl?.ToString());
        Assert.Equal(requestsAttributes ? ["fr"] : [], response.Content.Headers.ContentLanguage);
        Assert.Equal(requestsAttributes, response.Headers.Any(header => header.Key.EndsWith("-meta-other", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(response.Headers, header => header.Key.EndsWith("-meta-note", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Copy_ToExistingKey_ReplacesObject()
    {
        var key = await store.StoreAsync(Body);
        var target = await store.StoreAsync(Browser.Bytes("before"));

        await store.Objects.CopyAsync(key, await ETagAsync(key), target, StoredAttributes.None, Cancellation);

        await store.AssertHoldsAsync(target, Body);
    }

    [Fact]
    public async Task Copy_ObjectReplaced_FailsWithObjectChangedAndCopiesNothing()
    {
        var (key, oldETag) = await ReplacedAsync();
        var copy = NewKey();

        await AssertFailsAsync(ErrorCodes.ObjectChanged, async () => await store.Objects.CopyAsync(key, oldETag, copy, StoredAttributes.None, Cancellation));

        await store.AssertNothingAsync(copy);
    }

    [Fact]
    public async Task Copy_NoObject_FailsWithObjectNotFound() => await AssertFailsAsync(
        ErrorCodes.ObjectNotFound, async () => await store.Objects
            .CopyAsync(NewKey(), "\"0123456789abcdef0123456789abcdef\"", NewKey(), StoredAttributes.None, Cancellation));

    [Fact]
    public async Task Delete_ObjectTwice_DeletesAndDoesNotFail()
    {
        var key = await store.StoreAsync(Body);

        await store.Objects.DeleteAsync(key, Cancellation);
        await store.Objects.DeleteAsync(key, Cancellation);

        await store.AssertNothingAsync(key);
    }

    [Fact]
    public async Task AnyOperation_NoContainer_FailsWithBucketNotFound()
    {
        var objects = store.ObjectsOfMissingContainer;

        await AssertFailsAsync(ErrorCodes.BucketNotFound, async () => await objects.FindAsync(NewKey(), Cancellation));
        await AssertFailsAsync(ErrorCodes.BucketNotFound, async () => await objects.ReadStartAsync(NewKey(), "\"e\"", new byte[1], Cancellation));
        await AssertFailsAsync(ErrorCodes.BucketNotFound, async () => await objects.DeleteAsync(NewKey(), Cancellation));
    }

    private static ObjectKey NewKey() => new($"conformance/{Guid.NewGuid():N}");

    private static async Task AssertFailsAsync(string code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<StoreException>(act)).Code);

    private async Task<string> ETagAsync(ObjectKey key) => (await store.Objects.FindAsync(key, Cancellation))!.ETag;

    private async Task<(ObjectKey Key, string OldETag)> ReplacedAsync()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));
        var before = await ETagAsync(slot.Key);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Browser.Bytes("9876543210")));
        return (slot.Key, before);
    }
}
