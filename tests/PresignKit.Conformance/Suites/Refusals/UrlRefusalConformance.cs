using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>Explanations of refusals caused by URLs that were changed between signing and sending.</summary>
public abstract class UrlRefusalConformance(S3ConformanceStore store) : RefusalConformance(store)
{
    [Fact]
    public async Task Explain_IssuedSlot_ProvesChangedContentType()
    {
        // The example in docs/troubleshooting.md.
        var slot = await Store.Issuer.OpenAsync(Browser.Put, Body);
        var url = slot.Request!;
        using var response = await Store.SendAsync(url, Body, request => request.Content!.Headers.ContentType = new(ContentType) { CharSet = "utf-8" });

        var explanation = new S3RefusalExplainer(TimeProvider.System).Explain(new S3Refusal
        {
            Method = "PUT",
            Url = url.RevealUrl(),
            Headers =
            [
                .. url.Headers.Where(header => header.Key != "Content-Type").Select(header => new NameValue(header.Key, header.Value)),
                new("Content-Type", "video/mp4; charset=utf-8"),
            ],
            Status = (int)response.StatusCode,
            ErrorXml = await response.Content.ReadAsStringAsync(Cancellation),
            IssuedMethod = url.Method,
            IssuedUrl = url.RevealUrl(),
            IssuedHeaders = [.. url.Headers.Select(header => new NameValue(header.Key, header.Value))],
        });

        AssertNamed(RefusalCodes.ContentTypeDiffers, explanation, $"{(int)response.StatusCode}", url.RevealUrl());
        Assert.Equal(RefusalCertainty.Proven, explanation.Cause!.Certainty);
    }

    [Fact]
    public async Task Explain_UrlCutAtAmpersand_NamesTruncation()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.UrlTruncated, issued, issued with { Url = issued.Url.Split('&')[0] });
    }

    [Fact]
    public async Task Explain_UrlCutInSignature_NamesTruncation()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.UrlTruncated, issued, issued with { Url = issued.Url[..^20] }, Clues.Answer | Clues.Headers | Clues.Secret);
    }

    [Theory]
    [InlineData("&amp;")]
    [InlineData("\\u0026")]
    public async Task Explain_UrlStillEscaped_NamesEscape(string ampersand)
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.UrlEscaped, issued, issued with { Url = issued.Url.Replace("&", ampersand, StringComparison.Ordinal) });
    }

    [Fact]
    public async Task Explain_NoSignature_NamesUnsignedUrl()
    {
        var issued = Put();
        await AssertExplainedAsync(RefusalCodes.UrlNotSigned, issued, issued with { Url = issued.Url.Split('?')[0] });
    }

    [Fact]
    public async Task Explain_SignatureMistyped_NamesSignature()
    {
        var issued = Get(NewKey());
        var at = issued.Url.Length - 10;
        var altered = issued.Url[..at] + (issued.Url[at] == '0' ? '1' : '0') + issued.Url[(at + 1)..];
        await AssertExplainedAsync(RefusalCodes.SignatureAltered, issued, issued with { Url = altered }, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_SignatureInUpperCase_NamesSignature()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.SignatureAltered, issued, issued with { Url = issued.Url[..^64] + issued.Url[^64..].ToUpperInvariant() });
    }

    [Fact]
    public async Task Explain_ParameterAdded_NamesParameter()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(
            RefusalCodes.QueryParameterAdded,
            issued,
            issued with { Url = issued.Url + "&utm_source=mail" },
            Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_ParameterRemoved_NamesParameter()
    {
        var issued = Get(NewKey(), [new("response-content-disposition", "attachment")]);
        await AssertExplainedAsync(
            RefusalCodes.QueryParameterRemoved, issued,
            issued with { Url = issued.Url.Replace("&response-content-disposition=attachment", "", StringComparison.Ordinal) }, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_SigningParameterRemoved_NamesParameter()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(
            RefusalCodes.QueryParameterRemoved,
            issued,
            issued with { Url = issued.Url.Replace("&X-Amz-Expires=300", "", StringComparison.Ordinal) });
    }

    [Fact]
    public async Task Explain_ExpiryExtended_NamesAlteredParameter()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(
            RefusalCodes.QueryParameterAltered, issued, issued with { Url = issued.Url
                .Replace("Expires=300", "Expires=86400", StringComparison.Ordinal) }, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_QueryReordered_IsHarmless()
    {
        var issued = Put();
        var question = issued.Url.IndexOf('?', StringComparison.Ordinal);
        var reordered = issued.Url[..(question + 1)] + string.Join('&', issued.Url[(question + 1)..].Split('&').Reverse());

        await AssertAcceptedAsync(issued with { Url = reordered });

        // With another fault, that fault is named, and not the order.
        var sent = (issued with { Url = reordered }).With("content-type", "text/html");
        await AssertExplainedAsync(RefusalCodes.ContentTypeDiffers, issued, sent, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_OtherMethod_NamesMethod()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.MethodDiffers, issued, issued with { Method = "DELETE" }, Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_HeadWithUrlForGet_NamesMethod()
    {
        // An answer to HEAD has no body, so only the status is available.
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.MethodDiffers, issued, issued with { Method = "HEAD" });
    }

    [Fact]
    public async Task Explain_GetWithUrlForPut_NamesMethod()
    {
        var issued = Put(headers: [new("if-none-match", "*")]);
        await AssertExplainedAsync(RefusalCodes.MethodDiffers, issued, issued with { Method = "GET", Body = null }, Clues.Issued);
    }

    [Fact]
    public async Task Explain_SignatureVersion2_NamesVersion()
    {
        var issued = Get(NewKey());
        var expires = Now.AddMinutes(5).ToUnixTimeSeconds();
        await AssertExplainedAsync(
            RefusalCodes.SignatureVersion2, issued,
            issued with { Url = $"{issued.Url.Split('?')[0]}?AWSAccessKeyId={Options.AccessKeyId}&Expires={expires}&Signature=bm90IGEgc2lnbmF0dXJlIQ%3D%3D" });
    }

    [Fact]
    public async Task Explain_MoreThanSevenDays_NamesExpiryOutOfRange()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(
            RefusalCodes.ExpiryOutOfRange, issued, issued with { Url = issued.Url
                .Replace("Expires=300", "Expires=604801", StringComparison.Ordinal) }, Clues.Answer | Clues.Headers | Clues.Secret);
    }
}
