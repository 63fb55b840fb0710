using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>Explanations of refusals caused by headers and bodies that differ from what was signed.</summary>
public abstract class HeaderRefusalConformance(S3ConformanceStore store) : RefusalConformance(store)
{
    private const Clues IssuedOrSecret = Clues.Issued | Clues.Secret;

    // Amazon and LocalS3 name the header in their answer; Ceph says nothing.
    private Clues UnsignedHeader => Store.ReturnsCanonicalRequest ? Clues.All : Clues.Headers | IssuedOrSecret;

    [Fact]
    public async Task Explain_SignedHeaderNotSent_NamesHeader()
    {
        var issued = Put(headers: [new("if-none-match", "*")]);
        await AssertExplainedAsync(RefusalCodes.HeaderNotSent, issued, issued.Without("if-none-match"), Clues.Headers | IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_ContentTypeNotSent_NamesHeader()
    {
        var issued = Put();
        await AssertExplainedAsync(RefusalCodes.HeaderNotSent, issued, issued.Without("content-type"), Clues.Headers | IssuedOrSecret);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("video/mp4; charset=utf-8")]
    [InlineData("application/octet-stream")]
    public async Task Explain_OtherContentType_NamesType(string contentType)
    {
        var issued = Put();
        await AssertExplainedAsync(RefusalCodes.ContentTypeDiffers, issued, issued.With("content-type", contentType), IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_FormContentType_NamesTypeFromHeadersOnly()
    {
        // The default of curl -d.
        var issued = Put();
        await AssertExplainedAsync(RefusalCodes.ContentTypeDiffers, issued, issued.With("content-type", "application/x-www-form-urlencoded"), Clues.Headers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    [InlineData(200)]
    public async Task Explain_OtherLength_NamesLength(int more)
    {
        var issued = Put();
        await AssertExplainedAsync(RefusalCodes.ContentLengthDiffers, issued, issued with { Body = new byte[Body.Length + more] }, IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_SignedHeaderAltered_NamesHeader()
    {
        var issued = Put(headers: [new("cache-control", "max-age=60"), new("if-none-match", "*")]);
        await AssertExplainedAsync(RefusalCodes.HeaderAltered, issued, issued.With("cache-control", "no-cache"), Clues.Issued);
        await AssertExplainedAsync(RefusalCodes.HeaderAltered, issued, issued.With("if-none-match", "\"abc\""), IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_UnsignedAmzHeader_NamesHeader()
    {
        var issued = Put();
        var sent = issued.With("x-amz-meta-note", "unsigned");
        if (Store.RefusesUnsignedDirectives)
        {
            await AssertExplainedAsync(RefusalCodes.AmzHeaderUnsigned, issued, sent, UnsignedHeader);
        }
        else
        {
            await AssertAcceptedAsync(sent);
        }
    }

    [Fact]
    public async Task Explain_UnsignedContentType_IsAcceptedOrNamed()
    {
        // As curl --data-binary sends it. Ceph from 20.2.4 refuses it.
        var issued = Sign("PUT", NewKey(), []) with { Body = Body };
        var sent = issued.With("content-type", "application/x-www-form-urlencoded");
        using var response = await SendAsync(sent);
        if (response.IsSuccessStatusCode)
        {
            await AssertAcceptedAsync(sent);
        }
        else
        {
            await AssertExplainedAsync(RefusalCodes.ContentTypeUnsigned, issued, sent);
        }
    }

    [Fact]
    public async Task Explain_PayloadHashHeader_NamesHeader()
    {
        var issued = Put();
        await AssertExplainedAsync(
            RefusalCodes.PayloadHashHeader, issued, issued.With(
                "x-amz-content-sha256",
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body))),
            Clues.Headers | Clues.Issued | Clues.Secret);
    }

    [Fact]
    public async Task Explain_SdkChecksumHeader_NamesSdkChecksum()
    {
        var issued = Put();
        var sent = issued.With("x-amz-sdk-checksum-algorithm", "CRC32");
        if (Store.RefusesUnsignedDirectives)
        {
            await AssertExplainedAsync(RefusalCodes.SdkChecksum, issued, sent, UnsignedHeader);
        }
        else
        {
            await AssertAcceptedAsync(sent);
        }
    }

    [Fact]
    public async Task Explain_AuthorizationHeaderWithUrl_NamesTwoAuthentications()
    {
        var issued = Put();
        await AssertExplainedAsync(
            RefusalCodes.TwoAuthentications,
            issued,
            issued.With("authorization", "Bearer of-the-application"),
            Clues.Headers | IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_PreflightOfDisallowedOrigin_NamesCors()
    {
        var issued = Put();
        NameValue[] headers =
        [
            new("Origin", "https://not-allowed.example.com"),
            new("Access-Control-Request-Method", "PUT"),
            new("Access-Control-Request-Headers", "content-type"),
        ];
        var preflight = new RequestAttempt("OPTIONS", issued.Url, headers, null);
        await AssertExplainedAsync(RefusalCodes.CorsNotAllowed, issued, preflight, Clues.Answer | Clues.Headers);
    }

    [Fact]
    public async Task Explain_ChunkedBodyWithoutLength_NamesLengthRequired()
    {
        var issued = Sign("PUT", NewKey(), [new("content-type", ContentType)]) with { Body = Body };
        if (Store.RefusesChunkedBodies)
        {
            await AssertExplainedAsync(RefusalCodes.LengthRequired, issued, issued with { IsChunked = true });
        }
        else
        {
            await AssertAcceptedAsync(issued with { IsChunked = true });
        }
    }

    [Fact]
    public async Task Explain_SecondWriteOncePut_NamesExistingKey()
    {
        var issued = Put(headers: [new("if-none-match", "*")]);
        await AssertAcceptedAsync(issued);
        await AssertExplainedAsync(RefusalCodes.KeyExists, issued, issued);
    }

    [Fact]
    public async Task Explain_Md5OfAnotherBody_NamesChecksum()
    {
        var issued = Put(headers: [new("content-md5", Browser.MD5(Browser.Bytes("another body, really")))]);
        await AssertExplainedAsync(RefusalCodes.ChecksumMismatch, issued, issued);
    }

    [Fact]
    public async Task Explain_Sha256OfAnotherBody_NamesChecksum()
    {
        var issued = Put(headers: [new("x-amz-checksum-sha256", Browser.Sha256(Browser.Bytes("another body, really")))]);
        if (Store.Profile.ChecksumSha256 == Capability.Yes)
        {
            await AssertExplainedAsync(RefusalCodes.ChecksumMismatch, issued, issued);
        }
        else
        {
            await AssertAcceptedAsync(issued);
        }
    }
}
