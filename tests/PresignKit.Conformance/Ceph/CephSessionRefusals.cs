using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph;

/// <summary>Explanations of refusals by a gateway with a token service, which answers all of them with AccessDenied and nothing else.</summary>
public abstract class CephSessionRefusals(CephStores ceph)
{
    private const string Token = "&X-Amz-Security-Token=";

    private readonly CephSessionStore _store = ceph.Sessions;

    [Fact]
    public Task Explain_TokenRemoved_NamesToken() => AssertNamedAsync(RefusalCodes.SessionTokenMissing, url =>
    {
        var start = url.IndexOf(Token, StringComparison.Ordinal);
        return url[..start] + url[url.IndexOf('&', start + 1)..];
    });

    [Fact]
    public Task Explain_TokenAltered_NamesToken() => AssertNamedAsync(RefusalCodes.SessionTokenAltered, url =>
    {
        var at = url.IndexOf(Token, StringComparison.Ordinal) + Token.Length + 10;
        return url[..at] + (url[at] == 'a' ? 'b' : 'a') + url[(at + 1)..];
    });

    [Fact]
    public Task Explain_ParameterAdded_NamesParameterWithoutStoresHelp() =>
        AssertNamedAsync(RefusalCodes.QueryParameterAdded, url => url + "&utm_source=mail");

    private async Task AssertNamedAsync(string code, Func<string, string> fault)
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, StoredObject.Video);
        var issued = slot.Request!.RevealUrl();
        var sent = fault(issued);
        using var response = await _store.SendAsync(slot.Request, StoredObject.Video, address: sent);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.False(response.IsSuccessStatusCode);

        var explanation = new S3RefusalExplainer(TimeProvider.System).Explain(new()
        {
            Method = "PUT", Url = sent, Status = (int)response.StatusCode, ErrorXml = answer, AnsweredAt = response.Headers.Date,
            IssuedMethod = "PUT", IssuedUrl = issued,
            Headers = [.. slot.Request.Headers.Select(header => new NameValue(header.Key, header.Value))],
        });

        Assert.True(explanation.Cause?.Code == code, $"The explanation should name '{code}' first.\n{(int)response.StatusCode} {answer}\n\n{explanation}");
        Assert.DoesNotContain(issued.Split(Token)[1].Split('&')[0], $"{explanation}", StringComparison.Ordinal);
    }
}
