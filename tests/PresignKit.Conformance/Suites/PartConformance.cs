using Amazon.S3;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// URLs for single parts of a multipart upload reach that part: what a PUT must not do, a part must not do either. The URLs are signed
/// as uploads are signed, and the backend's own credentials begin and complete the upload.
/// </summary>
public abstract class PartConformance(S3ConformanceStore store)
{
    private const string Isolation = "to keep a slot to its own key";

    private static readonly byte[] Body = Browser.Bytes("a part");
    private static readonly byte[] Secret = Browser.Bytes("secret of somebody else");
    private static readonly byte[] Before = Browser.Bytes("there before");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Part_AsSigned_BecomesTheObject()
    {
        await using var upload = await PartUpload.BeginAsync(store);

        await Browser.AssertStoredAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body));
        await upload.CompleteAsync();

        await store.AssertHoldsAsync(upload.Key, Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Part_OtherLength_IsRefused(int more)
    {
        store.Require(p => p.SignedContentLength, "to refuse another length");
        await using var upload = await PartUpload.BeginAsync(store);

        await Browser.AssertRefusedAsync(await upload.SendAsync(upload.Sign(1, Body.Length), new byte[Body.Length + more]));

        Assert.Empty(await upload.ListAsync());
    }

    [Fact]
    public async Task Part_QueryChangedAnywhere_IsRefused()
    {
        await using var upload = await PartUpload.BeginAsync(store);
        await using var other = await PartUpload.BeginAsync(store, upload.Key);
        var url = upload.Sign(1, Body.Length);

        foreach (var (_, changed) in Tampering.OfQuery(url))
        {
            await Browser.AssertRefusedAsync(await upload.SendAsync(changed, Body));
        }

        await Browser.AssertRefusedAsync(await upload.SendAsync(url.Replace(upload.Id, other.Id, StringComparison.Ordinal), Body));

        Assert.Empty(await upload.ListAsync());
        Assert.Empty(await other.ListAsync());
    }

    /// <summary>
    /// The attack by part: another object, or some of it, as a part of one's own, and over a part that was sent before. Where the
    /// profile says No it has to succeed on a URL that leaves the length open.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("bytes=0-5")]
    public async Task Part_WithUnsignedCopy_ReadsAnotherObjectOnlyWhereTheProfileSaysNo(string? range)
    {
        Assert.SkipWhen(
            store.Profile.IsolatedPut == Capability.Yes && !store.RefusesUnsignedDirectives,
            "With credentials that only upload, a part is kept to itself by its signed length alone.");
        var stolen = range is null ? Secret : Secret[..6];
        foreach (var source in await SourcesAsync())
        {
            var key = await store.StoreAsync(Before);
            await using var upload = await PartUpload.BeginAsync(store, key);
            var url = upload.Sign(1);
            await Browser.AssertStoredAsync(await upload.SendAsync(url, Body));

            var response = await upload.SendAsync(url, [], Copy(source, range));

            var isRefused = await store.RefusesAsync(p => p.IsolatedPut, Isolation, response);
            await store.AssertHoldsAsync(key, Before);
            await upload.CompleteAsync();
            await store.AssertHoldsAsync(key, isRefused ? Body : stolen);
        }
    }

    /// <summary>
    /// With the length signed no store was seen to copy, whatever its profile says: Ceph adds what it copies to the length that was
    /// sent, and finds too little.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("bytes=0-5")]
    public async Task Part_OfSignedLengthWithUnsignedCopy_IsRefused(string? range)
    {
        Assert.SkipWhen(store.Profile.IsolatedPut == Capability.Unknown, "The profile does not say whether a slot is kept to its own key.");
        foreach (var source in await SourcesAsync())
        {
            foreach (var conditions in Conditions())
            {
                await using var upload = await PartUpload.BeginAsync(store);
                var url = upload.Sign(1, conditions);

                await Browser.AssertRefusedAsync(await upload.SendAsync(url, Body, Copy(source, range, conditions)));
                await Browser.AssertRefusedAsync(await upload.SendAsync(url, [], Copy(source, range, conditions)));

                Assert.Empty(await upload.ListAsync());
            }
        }
    }

    /// <summary>Only the attack was sent: there is nothing to complete, and what was under the key stays.</summary>
    [Fact]
    public async Task Complete_AfterAnUnsignedCopyAlone_LeavesAnExistingKey()
    {
        store.Require(p => p.IsolatedPut, Isolation);
        foreach (var source in await SourcesAsync())
        {
            var key = await store.StoreAsync(Before);
            await using var upload = await PartUpload.BeginAsync(store, key);

            await Browser.AssertRefusedAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body, Copy(source)));

            await Assert.ThrowsAsync<AmazonS3Exception>(upload.CompleteAsync);
            await store.AssertHoldsAsync(key, Before);
        }
    }

    /// <summary>A part has no ACL, tags or redirection: a directive is refused, or the object that comes of it has no trace of it.</summary>
    [Fact]
    public async Task Part_WithOtherUnsignedDirective_IsRefusedOrDoesNothing()
    {
        var secret = await store.StoreAsync(Secret);
        var directives = store.UnsignedDirectives.Where(d => d != store.CopyDirective).ToList();
        Assert.NotEmpty(directives);
        foreach (var directive in directives)
        {
            await using var upload = await PartUpload.BeginAsync(store, await store.StoreAsync(Secret));
            var url = upload.Sign(1, Body.Length);
            using var response = await upload.SendAsync(url, Body, store.Directive(directive, secret));
            if (!response.IsSuccessStatusCode)
            {
                await Browser.AssertRefusedAsync(response);
                Assert.Empty(await upload.ListAsync());
                continue;
            }

            Assert.False(store.RefusesUnsignedDirectives, $"A part with {directive.Header}, which was not signed, was taken.");
            await upload.CompleteAsync();
            await store.AssertHoldsAsync(upload.Key, Body);
            await AssertOrdinaryAsync(upload.Key, directive.Header);
        }
    }

    // What a holder is after: an upload of somebody else, and an object that only the backend can read.
    private async Task<ObjectKey[]> SourcesAsync()
    {
        using var owner = store.CreateClient();
        var backends = new ObjectKey($"backend/{Guid.NewGuid():N}");
        using var contents = new MemoryStream(Secret);
        await owner.PutObjectAsync(
            new() { BucketName = store.Container, Key = backends.Value, InputStream = contents, UseChunkEncoding = false }, Cancellation);
        return [await store.StoreAsync(Secret), backends];
    }

    private static NameValue Length => new("Content-Length", $"{Body.Length}");

    // As little as can be signed beside the length, and as much.
    private static NameValue[][] Conditions() =>
    [
        [Length],
        [Length, new("Content-MD5", Browser.MD5(Body)), new("x-amz-checksum-sha256", Browser.Sha256(Body))],
    ];

    private Action<HttpRequestMessage> Copy(ObjectKey source, string? range = null, params NameValue[] conditions) => request =>
    {
        store.Directive(store.CopyDirective!.Value, source)(request);
        if (range is not null)
        {
            request.Headers.TryAddWithoutValidation("x-amz-copy-source-range", range);
        }

        foreach (var (name, value) in conditions.Where(condition => condition != Length))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }
    };

    private async Task AssertOrdinaryAsync(ObjectKey key, string header)
    {
        using var owner = store.CreateClient();
        var url = await store.Issuer.IssueDownloadUrlAsync(key, cancellationToken: Cancellation);
        await store.AssertNotPublicAsync(url.RevealUrl());
        using var download = await store.SendAsync(url);
        Assert.False(download.Headers.Contains(header), $"{header} took effect though it was not signed.");
        Assert.False(download.Headers.Contains("x-amz-tagging-count"), "Tags were stored though they were not signed.");
    }
}
