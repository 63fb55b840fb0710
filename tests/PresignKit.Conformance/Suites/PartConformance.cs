using Amazon.S3;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// A URL for one part of a multipart upload reaches only that part, and is limited just as a PUT is. The URLs are signed as uploads are
/// signed, and the backend's own credentials begin and complete the upload.
/// </summary>
public abstract class PartConformance(S3ConformanceStore store)
{
    private const string Isolation = "to limit a slot to its own key";

    private static readonly byte[] Body = Browser.Bytes("a part");
    private static readonly byte[] Secret = Browser.Bytes("another user's secret");
    private static readonly byte[] Before = Browser.Bytes("the existing object");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static NameValue Length => new("Content-Length", $"{Body.Length}");

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
    public async Task Part_ChecksumOfAnotherBody_IsRefusedIfProfileSaysYes()
    {
        await using var upload = await PartUpload.BeginAsync(store, checksum: ChecksumAlgorithm.SHA256);
        var url = upload.Sign(1, Length, new("x-amz-checksum-sha256", Browser.Sha256(Body)));
        void Declare(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation("x-amz-checksum-sha256", Browser.Sha256(Body));

        if (await store.RefusesAsync(p => p.PartChecksum, "to verify a checksum", await upload.SendAsync(url, new byte[Body.Length], Declare)))
        {
            Assert.Empty(await upload.ListAsync());
        }

        await Browser.AssertStoredAsync(await upload.SendAsync(url, Body, Declare));
    }

    [Fact]
    public async Task Part_AnyQueryParameterChanged_IsRefused()
    {
        await using var upload = await PartUpload.BeginAsync(store);
        await using var other = await PartUpload.BeginAsync(store, upload.Key);
        var url = upload.Sign(1, Body.Length);

        foreach (var (_, changed) in TamperedUrls.OfQuery(url))
        {
            await Browser.AssertRefusedAsync(await upload.SendAsync(changed, Body));
        }

        await Browser.AssertRefusedAsync(await upload.SendAsync(url.Replace(upload.Id, other.Id, StringComparison.Ordinal), Body));

        Assert.Empty(await upload.ListAsync());
        Assert.Empty(await other.ListAsync());
    }

    /// <summary>
    /// The attack by part: another object, or a range of it, is copied as a part, and over a part that was sent before. If the profile
    /// says No, the attack must succeed with a URL that does not sign the length.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("bytes=0-5")]
    public async Task Part_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo(string? range)
    {
        Assert.SkipWhen(
            store.Profile.IsolatedPart == Capability.Yes && !store.RefusesUnsignedDirectives,
            "With upload-only credentials, only the signed length of a part prevents the copy.");
        var stolen = range is null ? Secret : Secret[..6];
        foreach (var source in await SourcesAsync())
        {
            var key = await store.StoreAsync(Before);
            await using var upload = await PartUpload.BeginAsync(store, key);
            var url = upload.Sign(1);
            await Browser.AssertStoredAsync(await upload.SendAsync(url, Body));

            var response = await upload.SendAsync(url, [], Copy(source, range));

            var isRefused = await store.RefusesAsync(p => p.IsolatedPart, Isolation, response);
            await store.AssertHoldsAsync(key, Before);
            await upload.CompleteAsync();
            await store.AssertHoldsAsync(key, isRefused ? Body : stolen);
        }
    }

    /// <summary>
    /// With a signed length, no tested store copies, whatever its profile says: Ceph adds what it copies to the signed length, and then
    /// finds the body too short.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("bytes=0-5")]
    public async Task Part_WithSignedLengthAndUnsignedCopy_IsRefused(string? range)
    {
        Assert.SkipWhen(store.Profile.IsolatedPart == Capability.Unknown, "The profile does not say whether a slot is limited to its own key.");
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

    /// <summary>If only the attack was sent, there is nothing to complete, and the existing object stays.</summary>
    [Fact]
    public async Task Complete_AfterOnlyAnUnsignedCopy_KeepsExistingObject()
    {
        store.Require(p => p.IsolatedPart, Isolation);
        foreach (var source in await SourcesAsync())
        {
            var key = await store.StoreAsync(Before);
            await using var upload = await PartUpload.BeginAsync(store, key);

            await Browser.AssertRefusedAsync(await upload.SendAsync(upload.Sign(1, Body.Length), Body, Copy(source)));

            await Assert.ThrowsAsync<AmazonS3Exception>(upload.CompleteAsync);
            await store.AssertHoldsAsync(key, Before);
        }
    }

    /// <summary>A part has no ACL, tags, or redirection: a directive is refused, or the completed object shows no trace of it.</summary>
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

            Assert.False(store.RefusesUnsignedDirectives, $"A part with {directive.Header}, which was not signed, was accepted.");
            await upload.CompleteAsync();
            await store.AssertHoldsAsync(upload.Key, Body);
            await AssertOrdinaryAsync(upload.Key, directive.Header);
        }
    }

    // What an attacker wants: another user's upload, and an object that only the backend can read.
    private async Task<ObjectKey[]> SourcesAsync()
    {
        using var owner = store.CreateClient();
        var backends = new ObjectKey($"backend/{Guid.NewGuid():N}");
        using var contents = new MemoryStream(Secret);
        await owner.PutObjectAsync(
            new() { BucketName = store.Container, Key = backends.Value, InputStream = contents, UseChunkEncoding = false }, Cancellation);
        return [await store.StoreAsync(Secret), backends];
    }

    // The length alone, and with as many other conditions as possible.
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
        Assert.False(download.Headers.Contains(header), $"{header} took effect although it was not signed.");
        Assert.False(download.Headers.Contains("x-amz-tagging-count"), "Tags were stored although they were not signed.");
    }
}
