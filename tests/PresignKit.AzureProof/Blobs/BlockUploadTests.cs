using System.Net;
using System.Security.Cryptography;
using Azure.Storage.Blobs.Specialized;
using PresignKit.AzureProof.Azurite;
using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Blobs;

/// <summary>Behavior specific to blocks: what belongs to an upload, and why a slot may not be an upload in parts here.</summary>
public sealed class BlockUploadTests(AzuriteStore fixture)
{
    private static readonly byte[] Body = Browser.Bytes("a block");
    private static readonly byte[] Other = Browser.Bytes("another");

    private readonly AzuriteStore _store = fixture.Ready();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IMultipartUploads Uploads => _store.Provider.Uploads!;

    [Fact]
    public async Task Complete_Attributes_AreStored()
    {
        var key = NewKey();
        var attributes = StoredAttributes.None with
        {
            CacheControl = "no-store",
            ContentLanguage = "de-CH",
            ContentDisposition = "attachment",
            Metadata = StoredAttributes.None.Metadata.Add("note", "described"),
        };
        var id = await Uploads.CreateAsync(key, "video/mp4", attributes, checksum: null, Cancellation);
        await Browser.AssertStoredAsync(await PutAsync(await UrlAsync(key, id, 1), Body));

        Assert.True(await Uploads.CompleteAsync(key, id, (await Uploads.ListPartsAsync(key, id, Cancellation))!, Cancellation));

        var stored = (await _store.ContainerClient().GetBlobClient(key.Value).GetPropertiesAsync(cancellationToken: Cancellation)).Value;
        Assert.Equal(
            ("video/mp4", "no-store", "de-CH", "attachment"), (stored.ContentType, stored.CacheControl, stored.ContentLanguage, stored.ContentDisposition));
        Assert.Equal("described", Assert.Single((await _store.Objects.FindAsync(key, Cancellation))!.Metadata).Value);
    }

    /// <summary>
    /// The identifier of a block is not signed, so the holder can send any: those that are not of the upload are neither listed nor committed.
    /// </summary>
    [Fact]
    public async Task Part_WithAnotherBlockId_IsNeverCommitted()
    {
        var (key, id) = await CreateAsync();
        var url = await UrlAsync(key, id, 1);
        await Browser.AssertStoredAsync(await PutAsync(url, Body));
        foreach (var foreign in new[] { $"{new string('0', 32)}-00001", $"{id}-99999"[..38], $"{id}x00002", $"{id}-0000b", $"{id}- 0002" })
        {
            using var answer = await PutAsync(WithBlock(url, foreign), Other);
        }

        var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;

        Assert.Equal([1, 99_999], parts.Select(part => part.Number));
        Assert.True(await Uploads.CompleteAsync(key, id, [parts[0]], Cancellation));
        await _store.AssertHoldsAsync(key, Body);
    }

    [Fact]
    public async Task Complete_PartOfAnotherSize_HasChanged()
    {
        var (key, id) = await CreateAsync();
        var url = await UrlAsync(key, id, 1);
        await Browser.AssertStoredAsync(await PutAsync(url, Body));
        var before = (await Uploads.ListPartsAsync(key, id, Cancellation))!;
        await Browser.AssertStoredAsync(await PutAsync(url, [.. Body, .. Other]));

        var failure = await Assert.ThrowsAsync<StoreException>(() => Uploads.CompleteAsync(key, id, before, Cancellation));

        Assert.Equal(ErrorCodes.ObjectChanged, failure.Code);
        await _store.AssertNothingAsync(key);
    }

    /// <summary>What the network changes, the client itself can have refused.</summary>
    [Fact]
    public async Task Part_OtherContentMd5_IsRefused()
    {
        var (key, id) = await CreateAsync();
        var url = await UrlAsync(key, id, 1);

        await Browser.AssertRefusedAsync(await PutAsync(url, Other, content => content.Headers.ContentMD5 = Md5(Body)));
        Assert.Empty((await Uploads.ListPartsAsync(key, id, Cancellation))!);

        await Browser.AssertStoredAsync(await PutAsync(url, Body, content => content.Headers.ContentMD5 = Md5(Body)));
        Assert.Single((await Uploads.ListPartsAsync(key, id, Cancellation))!);
    }

    /// <summary>Why the profile says ETagIsMd5 = No, although Azure verifies an MD5 that is sent.</summary>
    [Fact]
    public async Task Find_CompletedUpload_ETagIsNoMd5()
    {
        var key = await CompletedAsync();

        var found = await _store.Objects.FindAsync(key, Cancellation);

        Assert.DoesNotContain(Convert.ToHexStringLower(Md5(Body)), found!.ETag, StringComparison.OrdinalIgnoreCase);
        Assert.Null(found.Checksum);
    }

    /// <summary>Why the profile says IsolatedPart = No and PartUrlsEnd = No: the signature is for the whole blob.</summary>
    [Fact]
    public async Task PartUrl_UsedToPutTheBlob_ReplacesTheCompletedObject()
    {
        var (key, id) = await CreateAsync();
        var url = await UrlAsync(key, id, 1);
        await Browser.AssertStoredAsync(await PutAsync(url, Body));
        Assert.True(await Uploads.CompleteAsync(key, id, (await Uploads.ListPartsAsync(key, id, Cancellation))!, Cancellation));

        await Browser.AssertStoredAsync(await PutAsync(url, Other));
        await _store.AssertHoldsAsync(key, Body);
        await Browser.AssertStoredAsync(await PutAsync(
            url.Split("&comp=")[0], Other, content => content.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob")));

        await _store.AssertHoldsAsync(key, Other);
    }

    [Fact]
    public async Task Upload_OfAnotherKey_DoesNotExist()
    {
        var (key, id) = await CreateAsync();
        await Browser.AssertStoredAsync(await PutAsync(await UrlAsync(key, id, 1), Body));
        var parts = (await Uploads.ListPartsAsync(key, id, Cancellation))!;

        Assert.Null(await Uploads.ListPartsAsync(NewKey(), id, Cancellation));
        Assert.False(await Uploads.CompleteAsync(NewKey(), id, parts, Cancellation));
        await Uploads.AbortAsync(NewKey(), id, Cancellation);

        Assert.True(await Uploads.CompleteAsync(key, id, parts, Cancellation));
    }

    [Fact]
    public async Task Part_InFlightAtAbort_IsNeverCommitted()
    {
        var (key, id) = await CreateAsync();
        var url = await UrlAsync(key, id, 1);
        await Uploads.AbortAsync(key, id, Cancellation);

        using var late = await PutAsync(url, Body);

        Assert.Null(await Uploads.ListPartsAsync(key, id, Cancellation));
        await _store.AssertNothingAsync(key);
    }

    [Fact]
    public async Task Create_WhatABlobCannotHave_IsRefused()
    {
        await Assert.ThrowsAsync<NotSupportedException>(
            () => Uploads.CreateAsync(NewKey(), "video/mp4", StoredAttributes.None, FileChecksumAlgorithm.Sha256, Cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() => Uploads.CreateAsync(
            NewKey(), "video/mp4", StoredAttributes.None with { StorageClass = "Cool" }, checksum: null, Cancellation));
    }

    [Fact]
    public async Task List_Objects_HasNoRecordsOfUploads()
    {
        var (key, _) = await CreateAsync();
        var completed = await CompletedAsync();
        var listed = new List<string>();
        await foreach (var found in _store.Objects.ListAsync("", Cancellation))
        {
            listed.Add(found.Key);
        }

        Assert.Contains(completed.Value, listed);
        Assert.DoesNotContain(key.Value, listed);
        Assert.DoesNotContain(listed, name => name.StartsWith('.'));
    }

    private static ObjectKey NewKey() => new($"conformance/{Guid.NewGuid():N}.mp4");

    private static string WithBlock(string url, string block) =>
        $"{url.Split("&blockid=")[0]}&blockid={Uri.EscapeDataString(Convert.ToBase64String(Browser.Bytes(block)))}";

#pragma warning disable CA5351 // Content-MD5 of RFC 1864 guards against the network; it is not used for security.
    private static byte[] Md5(byte[] body) => MD5.HashData(body);
#pragma warning restore CA5351

    private async Task<ObjectKey> CompletedAsync()
    {
        var (key, id) = await CreateAsync();
        await Browser.AssertStoredAsync(await PutAsync(await UrlAsync(key, id, 1), Body));
        Assert.True(await Uploads.CompleteAsync(key, id, (await Uploads.ListPartsAsync(key, id, Cancellation))!, Cancellation));
        return key;
    }

    private async Task<(ObjectKey Key, string Id)> CreateAsync()
    {
        var key = NewKey();
        return (key, await Uploads.CreateAsync(key, "video/mp4", StoredAttributes.None, checksum: null, Cancellation));
    }

    private async Task<string> UrlAsync(ObjectKey key, string id, int number)
    {
        var session = await _store.Provider.OpenSessionAsync(Cancellation);
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return session.SignPart(new(
            key, id, number, now, TimeSpan.FromMinutes(5), Body.Length, ContentType: null, Checksum: null)).Url;
    }

    private async Task<HttpResponseMessage> PutAsync(string url, byte[] body, Action<HttpContent>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(url)) { Content = new ByteArrayContent(body) };
        change?.Invoke(request.Content);
        return await _store.Client.SendAsync(request, Cancellation);
    }
}
