using System.Globalization;
using System.Text.Json;
using PresignKit.Conformance.Stores;
using PresignKit.S3;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>
/// Sends real requests with a fault to a real store. From the store's answer, the explainer must find the fault, given the information that a
/// person who is looking for the cause would have.
/// </summary>
public abstract class RefusalConformance(S3ConformanceStore store)
{
    protected const string ContentType = "video/mp4";

    protected static readonly byte[] Body = Browser.Bytes("not really a video");

    private readonly S3RefusalExplainer _explainer = new(TimeProvider.System);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected S3ConformanceStore Store => store;

    protected S3StoreOptions Options => store.Options();

    protected string PublicEndpoint => Options.PublicEndpoint ?? Options.Endpoint!;

    protected SigV4Credentials Credentials => new(Options.AccessKeyId!, Options.SecretAccessKey!);

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    protected static string NewKey(string name = "video.mp4") => $"refusals/{Guid.NewGuid():n}/{name}";

    /// <summary>The bucket as clients reach it, or at another address.</summary>
    protected BucketEndpoint Bucket(string? endpoint = null, BucketAddressing? addressing = null) =>
        BucketEndpoint.Create(endpoint ?? PublicEndpoint, store.Container, addressing ?? Options.PublicAddressing ?? BucketAddressing.Path);

    /// <summary>A PUT of the body with its type and length signed.</summary>
    protected RequestAttempt Put(
        string? key = null,
        NameValue[]? headers = null,
        NameValue[]? query = null,
        BucketEndpoint? bucket = null,
        SigV4Credentials? credentials = null,
        string? region = null,
        string service = "s3",
        DateTimeOffset? signedAt = null,
        int seconds = 300) => Sign(
            "PUT", key ?? NewKey(), [new("content-type", ContentType), new("content-length", Body.Length.ToString(CultureInfo.InvariantCulture)), .. headers
                ?? []],
            query, bucket, credentials, region, service, signedAt, seconds) with
        { Body = Body };

    protected RequestAttempt Get(string key, NameValue[]? query = null) => Sign("GET", key, [], query);

    protected RequestAttempt Sign(
        string method,
        string key,
        NameValue[] headers,
        NameValue[]? query = null,
        BucketEndpoint? bucket = null,
        SigV4Credentials? credentials = null,
        string? region = null,
        string service = "s3",
        DateTimeOffset? signedAt = null,
        int seconds = 300)
    {
        var url = new UrlPresigner(bucket ?? Bucket(), credentials ?? Credentials, region ?? store.Region, service).Presign(new()
        {
            Method = method,
            Target = PresignTarget.ForObject(key),
            SignedAt = signedAt ?? Now,
            Lifetime = TimeSpan.FromSeconds(seconds),
            Headers = headers,
            Query = query,
        });
        return new(method, url, headers, null);
    }

    protected Task<HttpResponseMessage> SendAsync(RequestAttempt attempt) => SendAsync(attempt.ToMessage());

    protected async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message)
    {
        using (message)
        {
            return await store.Client.SendAsync(message, Cancellation);
        }
    }

    /// <summary>Asserts that the store accepts the request, which Amazon would refuse.</summary>
    protected async Task AssertAcceptedAsync(RequestAttempt sent) => await Browser.AssertStoredAsync(await SendAsync(sent));

    /// <summary>Asserts that the store refuses the request, and that with each of the clues the explainer names this cause first.</summary>
    protected async Task AssertExplainedAsync(
        string code, RequestAttempt issued, RequestAttempt sent, Clues clues = Clues.All, SigV4Credentials? credentials = null, string? endpoint = null)
    {
        using var response = await SendAsync(sent);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)response.StatusCode >= 300, $"The store accepted the request: {(int)response.StatusCode} {sent}");

        foreach (var clue in Enum.GetValues<Clues>().Where(clue => clue != Clues.All && clues.HasFlag(clue)))
        {
            var refusal = new S3Refusal
            {
                Method = sent.Method,
                Url = sent.Url,
                Headers = clue == Clues.Answer ? null : sent.Sent,
                BodySize = sent.Body?.Length,
                Status = (int)response.StatusCode,
                ErrorXml = body,
                AnsweredAt = response.Headers.Date,
                IssuedMethod = clue == Clues.Issued ? issued.Method : null,
                IssuedUrl = clue == Clues.Issued ? issued.Url : null,
                IssuedHeaders = clue == Clues.Issued ? issued.Headers : null,
                Credentials = clue == Clues.Secret ? credentials ?? Credentials : null,
                Endpoint = endpoint,
            };
            AssertNamed(code, _explainer.Explain(refusal), $"{clue}: {(int)response.StatusCode} {body}", sent.Url, issued.Url);
        }
    }

    /// <summary>Asserts that this cause comes first, and that no form of the explanation contains a secret.</summary>
    protected void AssertNamed(string code, RefusalExplanation explanation, string context, params IEnumerable<string> urls)
    {
        Assert.True(explanation.Cause?.Code == code, $"The explanation should name '{code}' first.\n{context}\n\n{explanation}");
        foreach (var output in (string[])[$"{explanation}", $"{explanation.Comparison}", JsonSerializer.Serialize(explanation), string.Join(
            ' ',
            explanation.Findings)])
        {
            Assert.DoesNotContain(Options.SecretAccessKey!, output, StringComparison.Ordinal);
            foreach (var signature in urls.SelectMany(url => url.Split("X-Amz-Signature=").Skip(1)).Select(rest => rest.Split('&')[0])
                .Where(text => text.Length >= 32))
            {
                Assert.DoesNotContain(signature, output, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
