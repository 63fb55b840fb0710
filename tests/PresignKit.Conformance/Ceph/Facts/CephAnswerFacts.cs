namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>What answers say, from which the explainer draws conclusions.</summary>
public abstract class CephAnswerFacts(CephStores ceph) : CephFacts(ceph)
{
    [Fact]
    public async Task Get_Expired_HasExpectedMessage()
    {
        var answer = await SendAsync(Sign("GET", NewKey(), null, [], age: TimeSpan.FromHours(1)));

        Assert.Equal(403, answer.Status);
        Assert.Contains("<Code>AccessDenied</Code>", answer.Text, StringComparison.Ordinal);
        Release.Expect(Release.ExpiredMessage, answer.Message);
    }

    [Fact]
    public async Task Get_WrongSignature_HasExpectedServerAndNoCanonicalRequest()
    {
        var get = Sign("GET", NewKey(), null, []);

        var answer = await SendAsync(get with { Url = get.Url + "&added=1" });

        Assert.Equal(403, answer.Status);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<CanonicalRequest>", answer.Text, StringComparison.Ordinal);
        Release.Expect(Release.Server, answer.Server);
    }
}
