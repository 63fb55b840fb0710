using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>Explanations of refusals caused by time, scope, or credentials.</summary>
public abstract class AccountRefusalConformance(S3ConformanceStore store) : RefusalConformance(store)
{
    [Fact]
    public async Task Explain_ExpiredUrl_NamesExpiry()
    {
        var issued = Put(signedAt: Now.AddHours(-3));
        await AssertExplainedAsync(RefusalCodes.UrlExpired, issued, issued);
    }

    [Fact]
    public async Task Explain_ClockAhead_NamesFutureDate()
    {
        var issued = Put(signedAt: Now.AddMinutes(20));
        if (Store.ChecksFutureDates)
        {
            await AssertExplainedAsync(RefusalCodes.NotYetValid, issued, issued);
        }
        else
        {
            await AssertAcceptedAsync(issued);
        }
    }

    [Fact]
    public async Task Explain_OtherRegion_NamesRegion()
    {
        var issued = Put(region: "ap-south-1");
        if (Store.ChecksScope)
        {
            await AssertExplainedAsync(RefusalCodes.RegionMismatch, issued, issued);
        }
        else
        {
            await AssertAcceptedAsync(issued);
        }
    }

    [Fact]
    public async Task Explain_OtherService_NamesService()
    {
        var issued = Put(service: "execute-api");
        if (Store.ChecksScope)
        {
            await AssertExplainedAsync(RefusalCodes.ServiceWrong, issued, issued);
        }
        else
        {
            await AssertAcceptedAsync(issued);
        }
    }

    [Fact]
    public async Task Explain_RegionInUrlAltered_NamesRegion()
    {
        var issued = Get(NewKey());
        var sent = issued with { Url = issued.Url.Replace($"%2F{Store.Region}%2F", "%2Fap-south-1%2F", StringComparison.Ordinal) };
        Assert.NotEqual(issued.Url, sent.Url);
        await AssertExplainedAsync(RefusalCodes.RegionMismatch, issued, sent, Clues.Secret);
    }

    [Fact]
    public async Task Explain_SecretRotatedAtTheStore_NamesSecret()
    {
        // The explainer gets the secret that the backend signs with.
        var old = new SigV4Credentials(Options.AccessKeyId!, "the-secret-before-the-rotation");
        var issued = Put(credentials: old);
        await AssertExplainedAsync(RefusalCodes.SecretKeyWrong, issued, issued, Clues.Secret, old);
    }

    [Fact]
    public async Task Explain_SignedWithAnotherSecret_NamesSecret()
    {
        // The explainer gets the secret that the store has.
        var issued = Put(credentials: new(Options.AccessKeyId!, "the-secret-before-the-rotation"));
        await AssertExplainedAsync(RefusalCodes.SecretKeyWrong, issued, issued, Clues.Secret);
    }

    [Fact]
    public async Task Explain_UnknownAccessKey_NamesAccessKey()
    {
        var issued = Put(credentials: new("UNKNOWNACCESSKEY", "whatever-it-is"));
        await AssertExplainedAsync(RefusalCodes.AccessKeyUnknown, issued, issued, Clues.Answer | Clues.Headers | Clues.Issued);
    }

    [Fact]
    public async Task Explain_TemporaryAccessKeyWithoutToken_NamesToken()
    {
        var issued = Put(credentials: new("ASIAEXAMPLEOFASESSION", "whatever-it-is"));
        await AssertExplainedAsync(RefusalCodes.SessionTokenMissing, issued, issued, Clues.Answer | Clues.Headers | Clues.Issued);
    }

    [Fact]
    public async Task Explain_UnknownToken_NamesToken()
    {
        var issued = Put(credentials: new(Options.AccessKeyId!, Options.SecretAccessKey!, "an-unknown-session-token"));
        if (Store.ChecksTokens)
        {
            await AssertExplainedAsync(RefusalCodes.SessionTokenAltered, issued, issued);
        }
        else
        {
            await AssertAcceptedAsync(issued);
        }
    }

    [Fact]
    public async Task Explain_MissingBucket_NamesBucket()
    {
        var bucket = BucketEndpoint.Create(Options.Endpoint!, "no-such-bucket-anywhere", BucketAddressing.Path);
        var issued = Put(bucket: bucket);
        await AssertExplainedAsync(RefusalCodes.BucketNotFound, issued, issued);
    }
}
