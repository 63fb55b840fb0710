using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Suites;

/// <summary>Uploads in parts as a provider implements them: created, signed, listed, completed, and aborted by the backend, whose bytes clients send.</summary>
public abstract class StoreUploadConformance(ConformanceStore store)
{
    private static readonly StoredAttributes Attributes = StoredAttributes.None with
    {
        CacheControl = "private, max-age=60",
        ContentDisposition = "inline",
        Metadata = StoredAttributes.None.Metadata.Add("slot", "value"),
    };

    private static readonly byte[] Large = [.. Enumerable.Repeat((byte)'a', 5 * 1024 * 1024)];
    private static readonly byte[] Small = Browser.Bytes("the last part");
    private static readonly byte[] Other = Browser.Bytes("another part.");

    /// <summary>Whether a completion is refused that names a part as it was before it was sent again.</summary>
    protected virtual bool DetectsReplacedParts => true;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IMultipartUploads Uploads => store.Provider.Uploads!;

    [Fact]
    public async Task Complete_PartsInAnyOrder_BecomeTheObject()
    {
        var (key, id) = await CreateAsync();

        await SendAsync(key, id, 2, Small);
        await SendAsync(key, id, 1, Large);
        var parts = await Uploads.ListPartsAsync(key, id, Cancellation);

        Assert.Equal([(1, (long)Large.Length), (2, Small.Length)], parts!.Select(part => (part.Number, part.Size)));
        await store.AssertNothingAsync(key);
        Assert.True(await Uploads.CompleteAsync(key, id, parts!, Cancellation));
        await store.AssertHoldsAsync(key, [.. Large, .. Small]);
        var found = await store.Objects.FindAsync(key, Cancellation);
        Assert.Equal("video/mp4", found!.ContentType);
        Assert.Equal("value", found.Metadata["slot"]);
    }

    [Fact]
    public async Task Part_SentAgain_ReplacesTheFirst()
    {
        var (key, id) = await CreateAsync();
        await SendAsync(key, id, 1, Small);
        await SendAsync(key, id, 1, Other);

        var part = Assert.Single((await Uploads.ListPartsAsync(key, id, Cancellation))!);
        Assert.True(await Uploads.CompleteAsync(key, id, [part], Cancellation));

        await store.AssertHoldsAsync(key, Other);
    }

    [Fact]
    public async Task Complete_PartReplacedAfterListing_FailsAndUploadStaysOpen()
    {
        Assert.SkipUnless(DetectsReplacedParts, "The store's list does not tell a part from one that replaced it.");
        var (key, id) = await CreateAsync();
        await SendAsync(key, id, 1, Small);
        var before = await Uploads.ListPartsAsync(key, id, Cancellation);
        await SendAsync(key, id, 1, Other);

        var failure = await Assert.ThrowsAsync<StoreException>(() => Uploads.CompleteAsync(key, id, before!, Cancellation));

        Assert.Equal(ErrorCodes.ObjectChanged, failure.Code);
        await store.AssertNothingAsync(key);
        Assert.True(await Uploads.CompleteAsync(key, id, (await Uploads.ListPartsAsync(key, id, Cancellation))!, Cancellation));
        await store.AssertHoldsAsync(key, Other);
    }

    /// <summary>Each time the store's own list is used, and a list of another upload, even of the same key, never.</summary>
    [Fact]
    public async Task List_PartsOfAnotherUploadOfTheKey_AreNotListed()
    {
        var (key, id) = await CreateAsync();
        var (_, other) = await CreateAsync(key);
        await SendAsync(key, other, 1, Other);
        await SendAsync(key, other, 2, Other);
        Assert.Empty((await Uploads.ListPartsAsync(key, id, Cancellation))!);

        await SendAsync(key, id, 1, Small);

        var part = Assert.Single((await Uploads.ListPartsAsync(key, id, Cancellation))!);
        Assert.True(await Uploads.CompleteAsync(key, id, [part], Cancellation));
        await store.AssertHoldsAsync(key, Small);
    }

    /// <summary>A repeated completion has no effect, whatever happened to the object since.</summary>
    [Fact]
    public async Task Complete_Again_ChangesNothing()
    {
        var (key, id) = await CreateAsync();
        await SendAsync(key, id, 1, Small);
        var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;
        Assert.True(await Uploads.CompleteAsync(key, id, parts, Cancellation));
        var first = await store.Objects.FindAsync(key, Cancellation);

        await Uploads.CompleteAsync(key, id, parts, Cancellation);

        Assert.Equal(first!.ETag, (await store.Objects.FindAsync(key, Cancellation))!.ETag);
        Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
        await store.Objects.DeleteAsync(key, Cancellation);
        Assert.False(await Uploads.CompleteAsync(key, id, parts, Cancellation));
        await store.AssertNothingAsync(key);
        Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
    }

    [Fact]
    public async Task Complete_OfOtherParts_AfterCompletion_IsFalseAndChangesNothing()
    {
        var (key, id) = await CreateAsync();
        await SendAsync(key, id, 1, Small);
        var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;
        Assert.True(await Uploads.CompleteAsync(key, id, parts, Cancellation));

        Assert.False(await Uploads.CompleteAsync(key, id, [parts[0] with { ETag = "\"00000000000000000000000000000000\"" }], Cancellation));

        await store.AssertHoldsAsync(key, Small);
    }

    /// <summary>Ten at once over two instances: nobody fails, and there is one object.</summary>
    [Fact]
    public async Task Complete_TenAtOnce_GiveOneObjectAndNoError()
    {
        var instances = new[] { store.Provider.Uploads!, store.CreateProvider().Uploads! };
        for (var round = 0; round < 5; round++)
        {
            var (key, id) = await CreateAsync();
            await SendAsync(key, id, 1, Small);
            var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;

            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(
                i => Task.Run(() => instances[i % 2].CompleteAsync(key, id, parts, Cancellation), Cancellation)));

            Assert.Contains(true, answers);
            await store.AssertHoldsAsync(key, Small);
            Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
        }
    }

    /// <summary>Where a store refuses it, the object stays, and the upload remains open; elsewhere the object is replaced.</summary>
    [Fact]
    public async Task Complete_KeyIsTaken_IsRefusedOrReplaces()
    {
        var key = await store.StoreAsync(Other);
        var (_, id) = await CreateAsync(key);
        await SendAsync(key, id, 1, Small);
        var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;
        bool replaced;
        try
        {
            replaced = await Uploads.CompleteAsync(key, id, parts, Cancellation);
        }
        catch (StoreException exception) when (exception.Code == ErrorCodes.ObjectExists)
        {
            replaced = false;
            Assert.NotNull(await Uploads.ListPartsAsync(key, id, Cancellation));
            await Uploads.AbortAsync(key, id, Cancellation);
        }

        Assert.Equal(store.CompletesOverObjects, replaced);
        await store.AssertHoldsAsync(key, replaced ? Small : Other);
        Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
    }

    [Fact]
    public async Task Abort_Upload_EndsItForGood()
    {
        var (key, id) = await CreateAsync();
        await SendAsync(key, id, 1, Small);
        var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;

        await Uploads.AbortAsync(key, id, Cancellation);
        await Uploads.AbortAsync(key, id, Cancellation);

        Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
        Assert.False(await Uploads.CompleteAsync(key, id, parts, Cancellation));
        await store.AssertNothingAsync(key);
        Assert.DoesNotContain(await ListAsync(key.Value), upload => upload.UploadId == id);
    }

    [Fact]
    public async Task Abort_CompletedUpload_KeepsTheObject()
    {
        var (key, id) = await CreateAsync();
        await SendAsync(key, id, 1, Small);
        Assert.True(await Uploads.CompleteAsync(key, id, (await Uploads.ListPartsAsync(key, id, Cancellation))!, Cancellation));

        await Uploads.AbortAsync(key, id, Cancellation);

        await store.AssertHoldsAsync(key, Small);
    }

    [Fact]
    public async Task ListUploads_Prefix_HasTheOpenOnesOnly()
    {
        var folder = $"conformance/{Guid.NewGuid():N}/";
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var (open, openId) = await CreateAsync(new($"{folder}open"));
        await SendAsync(open, openId, 1, Small);
        var (done, doneId) = await CreateAsync(new($"{folder}done"));
        await SendAsync(done, doneId, 1, Small);
        Assert.True(await Uploads.CompleteAsync(done, doneId, (await Uploads.ListPartsAsync(done, doneId, Cancellation))!, Cancellation));

        var listed = Assert.Single(await ListAsync(folder));

        Assert.Equal((open.Value, openId), (listed.Key, listed.UploadId));
        Assert.InRange(listed.CreatedAt, before, before.AddMinutes(10));
        await Uploads.AbortAsync(open, openId, Cancellation);
        Assert.Empty(await ListAsync(folder));
    }

    [Fact]
    public async Task ListUploads_OddKey_IsListedAsItIs()
    {
        var (key, id) = await CreateAsync(new($"conformance/{Guid.NewGuid():N}/a b+c&d%41\u00fc.mp4"));
        await SendAsync(key, id, 1, Small);

        var listed = Assert.Single(await ListAsync(key.Value));

        Assert.Equal((key.Value, id), (listed.Key, listed.UploadId));
        await Uploads.AbortAsync(key, id, Cancellation);
    }

    [Fact]
    public async Task ListParts_UnknownUpload_IsNull()
    {
        var (key, id) = await CreateAsync();
        await Uploads.AbortAsync(key, id, Cancellation);

        Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
    }

    private static ObjectKey NewKey() => new($"conformance/{Guid.NewGuid():N}.mp4");

    private async Task<(ObjectKey Key, string Id)> CreateAsync(ObjectKey? key = null)
    {
        key ??= NewKey();
        return (key, await Uploads.CreateAsync(key, "video/mp4", Attributes, checksum: null, Cancellation));
    }

    private async Task SendAsync(ObjectKey key, string id, int number, byte[] body)
    {
        var session = await store.Provider.OpenSessionAsync(Cancellation);
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var signed = session.SignPart(new(
            key, id, number, now, TimeSpan.FromMinutes(5), body.Length, ContentType: null, Checksum: null));
        using var request = new HttpRequestMessage(
            new(signed.Method), new Uri(signed.Url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, value) in signed.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        await Browser.AssertStoredAsync(await store.Client.SendAsync(request, Cancellation));
    }

    private async Task<List<OpenUpload>> ListAsync(string prefix)
    {
        var listed = new List<OpenUpload>();
        await foreach (var upload in Uploads.ListUploadsAsync(prefix, Cancellation))
        {
            listed.Add(upload);
        }

        return listed;
    }
}
