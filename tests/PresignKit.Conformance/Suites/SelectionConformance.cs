using System.Net;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>Download URLs for one version, for one part, and with further headers of the response: what is signed is returned, and nothing else.</summary>
public abstract class SelectionConformance(S3ConformanceStore store)
{
    private const int PartSize = 5 * 1024 * 1024;

    private static readonly byte[] Body = Browser.Bytes("0123456789");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>In a bucket without versions, each object is the version <c>null</c>.</summary>
    [Fact]
    public async Task Get_VersionNull_IsTheObject()
    {
        using var response = await GetAsync(await store.StoreAsync(Body), new() { VersionId = "null" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Body, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Get_VersionThatIsNotThere_IsNotFound()
    {
        using var response = await GetAsync(await store.StoreAsync(Body), new() { VersionId = "3L4kqtJlcpXroDTDmJ+rmSpXd3dIbrH/" });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("versionId", "null", "other")]
    [InlineData("partNumber", "1", "2")]
    public async Task Get_SelectionChangedOrRemoved_IsRefused(string name, string value, string other)
    {
        var request = name == "versionId" ? new DownloadRequest { VersionId = value } : new DownloadRequest { PartNumber = 1 };
        await using var declared = WithParts();
        var url = await Issuer(declared).IssueDownloadUrlAsync(await store.StoreAsync(Body), request, Cancellation);
        var parameter = $"{name}={value}";
        Assert.Contains(parameter, url.RevealUrl(), StringComparison.Ordinal);

        foreach (var changed in (string[])[$"{name}={other}", $"x={value}"])
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(url, address: url.RevealUrl().Replace(parameter, changed, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Get_Part_IsOnlyThatPartIfProfileSaysYes(int number)
    {
        byte[][] parts = [new byte[PartSize], Body];
        new Random(1).NextBytes(parts[0]);
        using var response = await GetPartAsync(await StoreAsync(parts), number);

        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(store.PartStatus ?? 200, (int)response.StatusCode);
        Assert.Equal(store.PartStatus is null ? [.. parts[0], .. parts[1]] : parts[number - 1], body);
        Assert.True(store.PartStatus is not null || store.Profile.DownloadPartNumber != Capability.Yes, "The store ignores the number of the part.");
    }

    [Fact]
    public async Task Get_PartIfProfileDoesNotSayYes_IsNotSigned()
    {
        Assert.SkipWhen(store.Profile.DownloadPartNumber == Capability.Yes, "The profile says that the store returns single parts.");

        var refused = await Assert.ThrowsAsync<StoreException>(
            async () => await store.Issuer.IssueDownloadUrlAsync(new("a"), new() { PartNumber = 1 }, Cancellation));

        Assert.Equal(ErrorCodes.PartDownloadNotAvailable, refused.Code);
    }

    [Fact]
    public async Task Get_PartThatIsNotThere_HasNoBytesOfTheObject()
    {
        Assert.SkipUnless(store.PartStatus is not null, "The store ignores the number of the part.");
        using var response = await GetPartAsync(await StoreAsync([Body]), 2);

        Assert.False(response.IsSuccessStatusCode, $"{response.StatusCode}");
    }

    [Fact]
    public async Task Get_FurtherHeaders_AreThoseThatWereSigned()
    {
        var expires = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        using var response = await GetAsync(
            await store.StoreAsync(Body), new() { ContentLanguage = "de-CH, fr", ContentEncoding = "gzip", Expires = expires });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["de-CH", "fr"], response.Content.Headers.ContentLanguage);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal(expires, response.Content.Headers.Expires);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(Body, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static IPresignedUrlIssuer Issuer(ServiceProvider application) => application.GetRequiredService<IPresignedUrlIssuer>();

    private async Task<HttpResponseMessage> GetAsync(ObjectKey key, DownloadRequest request) =>
        await store.SendAsync(await store.Issuer.IssueDownloadUrlAsync(key, request, Cancellation));

    private async Task<HttpResponseMessage> GetPartAsync(ObjectKey key, int number)
    {
        await using var declared = WithParts();
        return await store.SendAsync(await Issuer(declared).IssueDownloadUrlAsync(key, new() { PartNumber = number }, Cancellation));
    }

    /// <summary>An application whose profile says that the store returns single parts, to see what it does.</summary>
    private ServiceProvider WithParts() => store.CreateApplication(
        _ => { }, options => options.Profile = options.Profile! with { DownloadPartNumber = Capability.Yes, UntilConfirmed = null });

    private async Task<ObjectKey> StoreAsync(byte[][] parts)
    {
        var key = $"conformance/{Guid.NewGuid():N}";
        using var owner = store.CreateClient();
        var upload = await owner.InitiateMultipartUploadAsync(new() { BucketName = store.Container, Key = key }, Cancellation);
        var tags = new List<PartETag>();
        foreach (var (index, part) in parts.Index())
        {
            using var content = new MemoryStream(part);
            var answer = await owner.UploadPartAsync(
                new() { BucketName = store.Container, Key = key, UploadId = upload.UploadId, PartNumber = index + 1, InputStream = content }, Cancellation);
            tags.Add(new(index + 1, answer.ETag));
        }

        await owner.CompleteMultipartUploadAsync(
            new() { BucketName = store.Container, Key = key, UploadId = upload.UploadId, PartETags = tags }, Cancellation);
        return new(key);
    }
}
