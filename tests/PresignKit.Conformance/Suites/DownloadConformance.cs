using System.Net;
using System.Net.Http.Headers;
using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Suites;

/// <summary>Download, HEAD, and DELETE URLs do what they were signed for, with the headers they were signed with.</summary>
public abstract class DownloadConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("0123456789");

    public static TheoryData<string> Keys
        => new("a b", "a+b", "50%25", "100%", "Überraschung", "日本/動画.mp4", "it's (1)!*~&=,;:@$", "quote\"<>`{}|^[]", "\U0001F3AC", "folder/");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AsSigned_ReturnsBytes()
    {
        using var response = await GetAsync(new());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Body, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("bytes=2-5", "2345", "bytes 2-5/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    public async Task Get_Range_ReturnsRequestedPart(string range, string text, string contentRange)
    {
        Assert.SkipUnless(
            store.SupportsSuffixRanges || !range.StartsWith("bytes=-", StringComparison.Ordinal),
            "The store does not support suffix ranges.");
        using var response = await GetAsync(new(), request => request.Headers.TryAddWithoutValidation("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(text, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(contentRange, response.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task Get_SeveralRanges_ReturnsThemOrAllOfIt()
    {
        using var response = await GetAsync(new(), request => request.Headers.TryAddWithoutValidation("Range", "bytes=0-1,4-5"));

        // A server may answer with less than what it was asked for (RFC 9110, section 14.2), and S3 ignores several ranges.
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                Assert.Equal("0123456789", text);
                break;
            default:
                Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
                Assert.True(text == "01" || response.Content.Headers.ContentType?.MediaType == "multipart/byteranges", text);
                break;
        }
    }

    [Fact]
    public async Task Get_RangeBeyondTheEnd_IsNotSatisfiable()
    {
        Assert.SkipUnless(store.RefusesRangesBeyondTheEnd, "The store does not refuse ranges beyond the end.");
        using var response = await GetAsync(new(), request => request.Headers.TryAddWithoutValidation("Range", "bytes=10-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    /// <summary>What a browser sends for what is in its cache. None of these headers is signed, and none has to be.</summary>
    [Theory]
    [InlineData("If-None-Match", true, 304)]
    [InlineData("If-None-Match", false, 200)]
    [InlineData("If-Modified-Since", true, 304)]
    [InlineData("If-Modified-Since", false, 200)]
    [InlineData("If-Match", true, 200)]
    [InlineData("If-Match", false, 412)]
    [InlineData("If-Unmodified-Since", true, 200)]
    [InlineData("If-Unmodified-Since", false, 412)]
    public async Task Get_Conditional_IsAnsweredByTheStore(string header, bool isCurrent, int status)
    {
        var key = await store.StoreAsync(Body);
        var url = await store.Issuer.IssueDownloadUrlAsync(key, cancellationToken: Cancellation);
        using var first = await store.SendAsync(url);
        var modified = first.Content.Headers.LastModified!.Value;
        var value = header.EndsWith("Match", StringComparison.Ordinal)
            ? (isCurrent ? first.Headers.ETag!.ToString() : "\"00000000000000000000000000000000\"")
            : (isCurrent ? modified : modified.AddDays(-1)).ToString("R");

        using var second = await store.SendAsync(url, change: request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(status, (int)second.StatusCode);
        Assert.Equal(status == 200 ? Body : [], status == 412 ? [] : await second.Content.ReadAsByteArrayAsync(Cancellation));
        if (status == 304 && second.Headers.ETag is { } tag)
        {
            Assert.Equal(first.Headers.ETag, tag);
        }
    }

    /// <summary>A download that goes on: the rest if it is still the same object, else all of it.</summary>
    [Theory]
    [InlineData(true, 206, "789")]
    [InlineData(false, 200, "0123456789")]
    public async Task Get_IfRange_ReturnsTheRestOnlyOfTheSameObject(bool isCurrent, int status, string text)
    {
        var url = await store.Issuer.IssueDownloadUrlAsync(await store.StoreAsync(Body), cancellationToken: Cancellation);
        using var first = await store.SendAsync(url);
        var tag = isCurrent ? first.Headers.ETag!.ToString() : "\"00000000000000000000000000000000\"";

        using var second = await store.SendAsync(url, change: request =>
        {
            request.Headers.TryAddWithoutValidation("Range", "bytes=7-");
            request.Headers.TryAddWithoutValidation("If-Range", tag);
        });

        if (!isCurrent && !store.ComparesIfRange)
        {
            (status, text) = (206, "789");
        }

        Assert.Equal(status, (int)second.StatusCode);
        Assert.Equal(text, await second.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Get_UnicodeNameTypeAndInline_ReturnsSignedHeaders()
    {
        using var response = await GetAsync(
            new() { FileName = "Überraschung 日本.mp4", ContentType = "video/mp4", Disposition = DispositionType.Inline });

        Assert.Equal(
            "inline; filename=\"_berraschung __.mp4\"; filename*=UTF-8''%C3%9Cberraschung%20%E6%97%A5%E6%9C%AC.mp4",
            Header(response, "Content-Disposition"));
        Assert.Equal("video/mp4", Header(response, "Content-Type"));
    }

    [Fact]
    public async Task Get_TypeThatBrowsersExecute_IsAttachment()
    {
        using var response = await GetAsync(new() { FileName = "a.html", ContentType = "text/html", Disposition = DispositionType.Inline });

        Assert.Equal("attachment; filename=\"a.html\"", Header(response, "Content-Disposition"));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Get_UsedWithAnotherMethod_IsRefused(string method)
    {
        if (method == "HEAD")
        {
            store.Require(p => p.HeadUrls, "to tell HEAD from GET");
        }

        var key = await store.StoreAsync(Body);
        var url = await store.Issuer.IssueDownloadUrlAsync(key, cancellationToken: Cancellation);

        await Browser.AssertRefusedAsync(await store.SendAsync(url, method == "PUT" ? [1] : null, method: method));

        await store.AssertHoldsAsync(key, Body);
    }

    [Fact]
    public async Task Get_Expired_IsRefused()
    {
        var key = await store.StoreAsync(Body);
        var url = await store.IssuerAt(TimeProvider.System.GetUtcNow().AddHours(-1)).IssueDownloadUrlAsync(key, cancellationToken: Cancellation);

        await Browser.AssertRefusedAsync(await store.SendAsync(url));
    }

    [Fact]
    public async Task Get_AnyQueryParameterChanged_IsRefused()
    {
        var key = await store.StoreAsync(Body);
        var url = await store.Issuer.IssueDownloadUrlAsync(key, new() { FileName = "a.mp4", ContentType = "video/mp4" }, Cancellation);

        foreach (var (_, changed) in TamperedUrls.OfQuery(url.RevealUrl()))
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(url, address: changed));
        }

        await Browser.AssertRefusedAsync(await store.SendAsync(url, address: url.RevealUrl() + "&" + store.UnsignedOverride));
    }

    [Fact]
    public async Task Get_NoObject_ReturnsNotFound()
    {
        var url = await store.Issuer.IssueDownloadUrlAsync(new($"conformance/{Guid.NewGuid():N}"), cancellationToken: Cancellation);
        using var response = await store.SendAsync(url);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Get_UnusualKey_ReturnsObject(string name)
    {
        var source = await store.StoreAsync(Body);
        var key = new ObjectKey($"conformance/{Guid.NewGuid():N}/{name}");
        var found = await store.Objects.FindAsync(source, Cancellation);
        await store.Objects.CopyAsync(source, found!, key, StoredAttributes.None, Cancellation);
        var url = await store.Issuer.IssueDownloadUrlAsync(key, cancellationToken: Cancellation);

        using var response = await store.SendAsync(url);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Body, await response.Content.ReadAsByteArrayAsync(Cancellation));
        await store.AssertHoldsAsync(key, Body);
    }

    [Fact]
    public async Task Head_AsSigned_ReturnsPropertiesWithoutBody()
    {
        store.Require(p => p.HeadUrls, "to tell HEAD from GET");
        var key = await store.StoreAsync(Body);
        var url = await ((ITrustedToolUrlIssuer)store.Issuer).IssueHeadUrlAsync(key, new() { FileName = "a.mp4", ContentType = "video/mp4" }, Cancellation);
        using var response = await store.SendAsync(url);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Body.Length, response.Content.Headers.ContentLength);
        Assert.Equal("attachment; filename=\"a.mp4\"", Header(response, "Content-Disposition"));
        Assert.Equal("video/mp4", Header(response, "Content-Type"));
        Assert.Equal((await store.Objects.FindAsync(key, Cancellation))!.ETag, response.Headers.ETag!.ToString());
        await Browser.AssertRefusedAsync(await store.SendAsync(url, method: "GET"));
    }

    [Fact]
    public async Task Delete_AsSigned_DeletesAndRefusesOtherMethods()
    {
        var key = await store.StoreAsync(Body);
        var url = await ((ITrustedToolUrlIssuer)store.Issuer).IssueDeleteUrlAsync(key, TimeSpan.FromMinutes(1), Cancellation);

        await Browser.AssertRefusedAsync(await store.SendAsync(url, method: "GET"));
        await store.AssertHoldsAsync(key, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(url));
        await store.AssertNothingAsync(key);
    }

    [Fact]
    public async Task Unrestricted_ListOfTheBucket_IsAnsweredOnlyAsSigned()
    {
        var session = await store.Provider.OpenSessionAsync(Cancellation);
        var key = await store.StoreAsync(Body);
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var minute = TimeSpan.FromMinutes(1);
        var list = new UnrestrictedSpecification("GET", null, [new("list-type", "2"), new("prefix", key.Value)], [new("X-Trace", "b")], now, minute);
        if (!store.SignsAnyRequest)
        {
            Assert.Throws<NotSupportedException>(() => session.SignUnrestricted(list));
            return;
        }

        var signed = session.SignUnrestricted(list);
        var url = new PresignedUrl(signed.Method, signed.Url, signed.Headers, key, now + minute, ExpiryLimit.Request);
        using var response = await store.SendAsync(url);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"<Key>{key}</Key>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await Browser.AssertRefusedAsync(await store.SendAsync(url, method: "DELETE"));
        await Browser.AssertRefusedAsync(await store.SendAsync(url, change: request => request.Headers.Remove("X-Trace")));
        await Browser.AssertRefusedAsync(await store.SendAsync(new PresignedUrl(
            signed.Method, signed.Url.Replace("list-type=2&", "", StringComparison.Ordinal), signed.Headers, key, now + minute, ExpiryLimit.Request)));
    }

    private async Task<HttpResponseMessage> GetAsync(DownloadRequest request, Action<HttpRequestMessage>? change = null)
    {
        var url = await store.Issuer.IssueDownloadUrlAsync(await store.StoreAsync(Body), request, Cancellation);
        return await store.SendAsync(url, change: change);
    }

    // The raw value, not as .NET parses it.
    private static string Header(HttpResponseMessage response, string name)
    {
        foreach (HttpHeaders headers in new HttpHeaders[] { response.Content.Headers, response.Headers })
        {
            if (headers.NonValidated.TryGetValues(name, out var values))
            {
                return values.ToString();
            }
        }

        return "";
    }
}
