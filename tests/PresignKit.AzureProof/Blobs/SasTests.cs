using System.Net;
using Azure.Storage.Blobs.Specialized;
using PresignKit.AzureProof.Azurite;
using PresignKit.Conformance.Stores;

namespace PresignKit.AzureProof.Blobs;

/// <summary>Behavior specific to Azure: permissions instead of signed headers, and what a holder can do with them.</summary>
public sealed class SasTests(AzuriteStore fixture)
{
    private static readonly byte[] Body = Browser.Bytes("an upload");
    private static readonly byte[] Secret = Browser.Bytes("another user's object");

    private readonly AzuriteStore _store = fixture.Ready();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenUploadSlot_WriteOnce_PermitsOnlyCreatingOneBlob()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);

        var query = slot.Request!.RevealUrl().Split('?')[1].Split('&');
        Assert.Contains("sp=c", query);
        Assert.Contains("sr=b", query);
        Assert.Equal(
            new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob", ["Content-Type"] = "video/mp4", ["If-None-Match"] = "*" },
            slot.Request.Headers);
    }

    // Azurite performs the copy that Azure documents as refused, so profile azurite does not claim isolation. If this test fails, it may.
    [Fact]
    public async Task Put_CopySourceInSameAccount_IsCopiedByAzurite()
    {
        var secret = await _store.StoreAsync(Secret);
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);

        using var response = await _store.SendAsync(slot.Request!, change: request =>
        {
            request.Headers.Remove("x-ms-blob-type");
            request.Headers.Add("x-ms-copy-source", $"{_store.Endpoint}/{_store.Container}/{secret}");
        });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await _store.AssertHoldsAsync(slot.Key, Secret);
    }

    [Fact]
    public async Task Put_CopySourceOnExistingBlob_IsRefused()
    {
        var secret = await _store.StoreAsync(Secret);
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, Body));

        await Browser.AssertRefusedAsync(await _store.SendAsync(slot.Request!, change: request =>
        {
            request.Headers.Remove("x-ms-blob-type");
            request.Headers.IfNoneMatch.Clear();
            request.Headers.Add("x-ms-copy-source", $"{_store.Endpoint}/{_store.Container}/{secret}");
        }));

        await _store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task Put_TypeReplacedByHeader_IsVisibleAfterwards()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, Body);

        await Browser.AssertStoredAsync(await _store.SendAsync(
            slot.Request!, Body, request => request.Headers.Add("x-ms-blob-content-type", "text/html")));

        Assert.Equal("text/html", (await _store.Objects.FindAsync(slot.Key, Cancellation))!.ContentType);
    }

    [Theory]
    [InlineData("metadata", "x-ms-meta-a", "b")]
    [InlineData("properties", "x-ms-blob-content-type", "text/html")]
    [InlineData("lease", "x-ms-lease-action", "acquire")]
    [InlineData("tier", "x-ms-access-tier", "Archive")]
    public async Task Put_WriteOnceAndOtherOperation_IsRefused(string operation, string header, string value)
    {
        var slot = await StoredAsync(Browser.Put);
        var before = await _store.Objects.FindAsync(slot.Key, Cancellation);

        await Browser.AssertRefusedAsync(await DoAsync(slot, operation, (header, value)));

        Assert.Equal(before, await _store.Objects.FindAsync(slot.Key, Cancellation));
    }

    [Fact]
    public async Task Delete_BlobWithSnapshot_IsDeleted()
    {
        var slot = await StoredAsync(Browser.Put);
        using var snapshot = await DoAsync(slot, "snapshot");
        Assert.True(snapshot.Headers.Contains("x-ms-snapshot"));

        await _store.Objects.DeleteAsync(slot.Key, Cancellation);

        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Delete_LeasedBlob_IsDeleted()
    {
        var slot = await StoredAsync(Browser.Put);
        await _store.ContainerClient().GetBlobClient(slot.Key.Value).GetBlobLeaseClient()
            .AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Cancellation);

        await _store.Objects.DeleteAsync(slot.Key, Cancellation);

        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task IssueHeadUrl_SasDoesNotDistinguishGet_IsRefused() =>
        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await ((ITrustedToolUrlIssuer)_store.Issuer).IssueHeadUrlAsync(new("conformance/a"), cancellationToken: Cancellation));

    private async Task<UploadSlot> StoredAsync(string policy)
    {
        var slot = await _store.Issuer.OpenAsync(policy, Body);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, Body));
        return slot;
    }

    /// <summary>Sends another operation on the blob with the slot's signature, which does not cover the operation.</summary>
    private Task<HttpResponseMessage> DoAsync(UploadSlot slot, string operation, params (string Name, string Value)[] headers) => _store.SendAsync(
        slot.Request!,
        [],
        request =>
        {
            request.Headers.Remove("x-ms-blob-type");
            request.Headers.IfNoneMatch.Clear();
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }
        },
        address: $"{slot.Request!.RevealUrl()}&comp={operation}");
}
