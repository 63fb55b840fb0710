using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Suites;

/// <summary>The backend's own operations: they store, list, find, read, copy, and delete, and touch exactly the version that was seen.</summary>
public abstract class ObjectStoreConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("0123456789");

    private static readonly ObjectProperties Nowhere = new(10, "video/mp4", "\"0123456789abcdef0123456789abcdef\"", default);

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

        var read = await store.Objects.ReadStartAsync(key, await VersionAsync(key), buffer, Cancellation);

        Assert.Equal(Browser.Bytes(text), buffer[..read]);
    }

    [Fact]
    public async Task ReadStart_EmptyObject_ReadsNothing()
    {
        var key = await store.StoreAsync([]);

        Assert.Equal(0, await store.Objects.ReadStartAsync(key, await VersionAsync(key), new byte[16], Cancellation));
    }

    [Fact]
    public async Task ReadStart_ObjectReplaced_FailsWithObjectChanged()
    {
        var (key, old) = await ReplacedAsync();

        await AssertFailsAsync(ErrorCodes.ObjectChanged, async () => await store.Objects.ReadStartAsync(key, old, new byte[16], Cancellation));
    }

    [Fact]
    public async Task ReadStart_NoObject_FailsWithObjectNotFound() => await AssertFailsAsync(
        ErrorCodes.ObjectNotFound, async () => await store.Objects
            .ReadStartAsync(NewKey(), Nowhere, new byte[16], Cancellation));

    [Fact]
    public async Task Copy_Object_KeepsBytesAndType()
    {
        var key = await store.StoreAsync(Body);
        var copy = NewKey();

        await store.Objects.CopyAsync(key, await VersionAsync(key), copy, StoredAttributes.None, Cancellation);

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

        await store.Objects.CopyAsync(slot.Key, await VersionAsync(slot.Key), copy, attributes, Cancellation);

        using var response = await store.SendAsync(await store.Issuer.IssueDownloadUrlAsync(copy, Browser.AsStored, Cancellation));
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

        await store.Objects.CopyAsync(key, await VersionAsync(key), target, StoredAttributes.None, Cancellation);

        await store.AssertHoldsAsync(target, Body);
    }

    [Fact]
    public async Task Copy_ObjectReplaced_FailsWithObjectChangedAndCopiesNothing()
    {
        var (key, old) = await ReplacedAsync();
        var copy = NewKey();

        await AssertFailsAsync(ErrorCodes.ObjectChanged, async () => await store.Objects.CopyAsync(key, old, copy, StoredAttributes.None, Cancellation));

        await store.AssertNothingAsync(copy);
    }

    [Fact]
    public async Task Copy_NoObject_FailsWithObjectNotFound() => await AssertFailsAsync(
        ErrorCodes.ObjectNotFound, async () => await store.Objects
            .CopyAsync(NewKey(), Nowhere, NewKey(), StoredAttributes.None, Cancellation));

    [Fact]
    public async Task Put_Object_StoresFromStreamsPosition()
    {
        var key = NewKey();
        using var content = new MemoryStream(Body) { Position = 4 };

        Assert.True(await store.Objects.PutAsync(key, content, "text/plain", cancellationToken: Cancellation));

        await store.AssertHoldsAsync(key, Body[4..]);
        Assert.Equal("text/plain", (await VersionAsync(key)).ContentType);
    }

    [Fact]
    public async Task Put_CreateOnly_KeepsExistingObject()
    {
        store.Require(p => p.CreateOnly, "to refuse a second upload");
        var key = NewKey();

        Assert.True(await PutAsync(key, "first", createOnly: true));
        Assert.False(await PutAsync(key, "second", createOnly: true));

        await store.AssertHoldsAsync(key, Browser.Bytes("first"));
    }

    [Fact]
    public async Task Put_CreateOnlyEightAtOnce_HasOneWinner()
    {
        store.Require(p => p.CreateOnly, "to refuse all but one of several uploads at once");
        var key = NewKey();

        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => PutAsync(key, $"number {i}", createOnly: true), Cancellation)));

        Assert.Single(stored, won => won);
        await store.AssertHoldsAsync(key, Browser.Bytes($"number {Array.IndexOf(stored, true)}"));
    }

    [Fact]
    public async Task OpenRead_Object_ReadsAllOfIt()
    {
        var key = await store.StoreAsync(Body);

        foreach (var version in new[] { null, await VersionAsync(key) })
        {
            await using var stream = await store.Objects.OpenReadAsync(key, version, Cancellation);
            using var read = new MemoryStream();
            await stream.CopyToAsync(read, Cancellation);
            Assert.Equal(Body, read.ToArray());
        }
    }

    [Fact]
    public async Task OpenRead_ReplacedOrMissing_Fails()
    {
        var (key, old) = await ReplacedAsync();

        await AssertFailsAsync(ErrorCodes.ObjectChanged, async () => await store.Objects.OpenReadAsync(key, old, Cancellation));
        await AssertFailsAsync(ErrorCodes.ObjectNotFound, async () => await store.Objects.OpenReadAsync(NewKey(), null, Cancellation));
    }

    [Fact]
    public async Task List_Prefix_ReturnsItsObjectsInOrder()
    {
        var folder = $"conformance/{Guid.NewGuid():N}/";
        string[] names = ["a b.txt", "c+d.txt", "e/f.txt", "ä.txt"];
        foreach (var name in names.Reverse())
        {
            await PutAsync(new(folder + name), name);
        }

        var found = await store.Objects.ListAsync(folder, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(names.Select(name => folder + name), found.Select(listed => listed.Key));
        Assert.Equal(names.Select(name => (long)Browser.Bytes(name).Length), found.Select(listed => listed.Size));
        Assert.Equal((await VersionAsync(new(folder + names[0]))).ETag, found[0].ETag);
        Assert.Empty(await store.Objects.ListAsync(folder + "none", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task DeleteVersion_Current_Deletes()
    {
        var key = await store.StoreAsync(Body);
        var version = await VersionAsync(key);

        await store.Objects.DeleteVersionAsync(key, version, Cancellation);
        await store.Objects.DeleteVersionAsync(key, version, Cancellation);

        await store.AssertNothingAsync(key);
    }

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
        await AssertFailsAsync(ErrorCodes.BucketNotFound, async () => await objects.ReadStartAsync(NewKey(), Nowhere, new byte[1], Cancellation));
        await AssertFailsAsync(ErrorCodes.BucketNotFound, async () => await objects.DeleteAsync(NewKey(), Cancellation));
    }

    private static ObjectKey NewKey() => new($"conformance/{Guid.NewGuid():N}");

    private static async Task AssertFailsAsync(string code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<StoreException>(act)).Code);

    private async Task<bool> PutAsync(ObjectKey key, string text, bool createOnly = false)
    {
        using var content = new MemoryStream(Browser.Bytes(text));
        return await store.Objects.PutAsync(key, content, "video/mp4", createOnly: createOnly, cancellationToken: Cancellation);
    }

    private async Task<ObjectProperties> VersionAsync(ObjectKey key) => (await store.Objects.FindAsync(key, Cancellation))!;

    private async Task<(ObjectKey Key, ObjectProperties Old)> ReplacedAsync()
    {
        var key = await store.StoreAsync(Body);
        var before = await VersionAsync(key);
        Assert.True(await PutAsync(key, "9876543210"));
        return (key, before);
    }
}
