using System.Text.RegularExpressions;
using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>Time, scope, and credentials.</summary>
public abstract class AccountRefusals(S3ConformanceStore store) : RefusalSuite(store)
{
    [Fact]
    public async Task Explain_ExpiredUrl_NamesExpiry()
    {
        var issued = Put(signedAt: Now.AddHours(-3));
        await AssertExplainedAsync(RefusalCodes.UrlExpired, issued, issued);
    }

    [Fact]
    public async Task Explain_ClockAhead_NamesIt()
    {
        var issued = Put(signedAt: Now.AddMinutes(20));
        if (Store.ChecksFutureDates)
        {
            await AssertExplainedAsync(RefusalCodes.NotYetValid, issued, issued);
        }
        else
        {
            await AssertTakenAsync(issued);
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
            await AssertTakenAsync(issued);
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
            await AssertTakenAsync(issued);
        }
    }

    [Fact]
    public async Task Explain_RegionInUrlAltered_NamesRegion()
    {
        var issued = Get(NewKey());
        var sent = issued with { Url = Regex.Replace(issued.Url, "%2F[a-z0-9-]+%2Fs3%2F", "%2Fap-south-1%2Fs3%2F") };
        await AssertExplainedAsync(RefusalCodes.RegionMismatch, issued, sent, Clues.Secret);
    }

    [Fact]
    public async Task Explain_SecretRotatedAtTheStore_NamesSecret()
    {
        // The explainer is given what the backend signs with.
        var old = new SigV4Credentials(Options.AccessKeyId!, "the-secret-before-the-rotation");
        var issued = Put(credentials: old);
        await AssertExplainedAsync(RefusalCodes.SecretKeyWrong, issued, issued, Clues.Secret, old);
    }

    [Fact]
    public async Task Explain_SignedWithAnotherSecret_NamesSecret()
    {
        // The explainer is given what the store has.
        var issued = Put(credentials: new(Options.AccessKeyId!, "the-secret-before-the-rotation"));
        await AssertExplainedAsync(RefusalCodes.SecretKeyWrong, issued, issued, Clues.Secret);
    }

    [Fact]
    public async Task Explain_UnknownAccessKey_NamesIt()
    {
        var issued = Put(credentials: new("NOBODYKNOWSTHISKEY", "whatever-it-is"));
        await AssertExplainedAsync(RefusalCodes.AccessKeyUnknown, issued, issued, Clues.Answer | Clues.Headers | Clues.Issued);
    }

    [Fact]
    public async Task Explain_TemporaryKeyWithoutToken_NamesToken()
    {
        var issued = Put(credentials: new("ASIAEXAMPLEOFASESSION", "whatever-it-is"));
        await AssertExplainedAsync(RefusalCodes.SessionTokenMissing, issued, issued, Clues.Answer | Clues.Headers | Clues.Issued);
    }

    [Fact]
    public async Task Explain_TokenThatTheStoreDoesNotKnow_NamesToken()
    {
        var issued = Put(credentials: new(Options.AccessKeyId!, Options.SecretAccessKey!, "a-token-of-nobody-in-particular"));
        if (Store.ChecksTokens)
        {
            await AssertExplainedAsync(RefusalCodes.SessionTokenAltered, issued, issued);
        }
        else
        {
            await AssertTakenAsync(issued);
        }
    }

    [Fact]
    public async Task Explain_BucketThatIsNotThere_NamesBucket()
    {
        var bucket = BucketEndpoint.Create(Options.Endpoint!, "no-such-bucket-anywhere", BucketAddressing.Path);
        var issued = Put(bucket: bucket);
        await AssertExplainedAsync(RefusalCodes.BucketNotFound, issued, issued);
    }
}
