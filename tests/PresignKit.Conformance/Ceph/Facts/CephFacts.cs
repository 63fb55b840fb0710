using System.Xml.Linq;
using PresignKit.Conformance.Stores;
using PresignKit.Conformance.Suites.Refusals;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>What the gateway itself does with requests that PresignKit does not issue. What is expected of each version: <see cref="CephRelease"/>.</summary>
public abstract class CephFacts(CephStores ceph)
{
    protected static byte[] Body { get; } = Browser.Bytes("an object's body");

    protected static byte[] OtherBody { get; } = Browser.Bytes("another body....");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected CephStore Store { get; } = ceph.Path;

    protected CephRelease Release => Store.Release;

    protected static string NewKey() => $"facts/{Guid.NewGuid():N}";

    /// <summary>A request with these signed headers. The length is signed too, if there is a body.</summary>
    protected RequestAttempt Sign(
        string method,
        string key,
        byte[]? body,
        NameValue[] headers,
        string? bucket = null,
        NameValue[]? query = null,
        TimeSpan age = default,
        bool signsLength = true)
    {
        var options = Store.Options();
        var presigner = new UrlPresigner(
            BucketEndpoint.Create(options.Endpoint!, bucket ?? Store.Container, BucketAddressing.Path),
            new(options.AccessKeyId!, options.SecretAccessKey!),
            Store.Region);
        var url = presigner.Presign(new()
        {
            Method = method,
            Target = PresignTarget.ForObject(key),
            SignedAt = TimeProvider.System.GetUtcNow() - age,
            Lifetime = TimeSpan.FromMinutes(5),
            Headers = body is null || !signsLength ? headers : [.. headers, new("Content-Length", $"{body.Length}")],
            Query = query,
        });
        return new(method, url, headers, body);
    }

    protected async Task<FactAnswer> SendAsync(RequestAttempt attempt)
    {
        using var request = attempt.ToMessage();
        return await SendAsync(request);
    }

    protected async Task<FactAnswer> SendAsync(HttpRequestMessage request) =>
        await FactAnswer.OfAsync(await Store.Client.SendAsync(request, Cancellation));

    protected async Task<FactAnswer> PutAsync(string key, byte[] body, NameValue[] headers, string? bucket = null) =>
        await SendAsync(Sign("PUT", key, body, headers, bucket));

    /// <summary>The bytes under a key.</summary>
    protected async Task<byte[]> ReadAsync(string key, string? bucket = null)
    {
        using var answer = await Store.Client.GetAsync(new Uri(Sign("GET", key, null, [], bucket).Url), Cancellation);
        return await answer.Content.ReadAsByteArrayAsync(Cancellation);
    }
}

/// <summary>An answer of the gateway.</summary>
public sealed record FactAnswer(int Status, string Text, string? Server)
{
    /// <summary>The message of an error.</summary>
    public string? Message => Text.Contains("<Error>", StringComparison.Ordinal) ? XElement.Parse(Text).Element("Message")?.Value : null;

    public static async Task<FactAnswer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            response.Headers.NonValidated.TryGetValues("Server", out var server);
            return new(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                server.Count == 0 ? null : server.ToString());
        }
    }
}
