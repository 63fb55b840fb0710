using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests;

/// <summary>Presigned requests from PresignKit's own signer, sent by a plain HTTP client, for requests that the SDK would not send.</summary>
public sealed class SignedRequests(string endpoint, HttpClient http, TimeProvider time)
{
    private static readonly SigV4Credentials Credentials = new(StoreFixture.AccessKeyId, StoreFixture.SecretAccessKey);

    public string Url(
        string method,
        string? key,
        string bucket = StoreFixture.Bucket,
        NameValue[]? headers = null,
        NameValue[]? query = null,
        TimeSpan? expiresIn = null) =>
        new UrlPresigner(BucketEndpoint.Create(endpoint, bucket, BucketAddressing.Path), Credentials, StoreFixture.Region).Presign(new PresignRequest
        {
            Method = method,
            Target = key is null ? PresignTarget.Bucket : PresignTarget.ForObject(key),
            SignedAt = time.GetUtcNow(),
            Lifetime = expiresIn ?? TimeSpan.FromMinutes(5),
            Headers = headers,
            Query = query,
        });

    public Task<HttpResponseMessage> SendAsync(
        string method,
        string? key,
        byte[]? body = null,
        NameValue[]? headers = null,
        NameValue[]? loose = null,
        NameValue[]? query = null,
        string bucket = StoreFixture.Bucket) =>
        SendUrlAsync(method, Url(method, key, bucket, headers, query), body, [.. headers ?? [], .. loose ?? []]);

    public Task<HttpResponseMessage> SendUrlAsync(string method, string url, byte[]? body = null, params NameValue[] headers)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var header in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                request.Content!.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public SignedPost Post(PostPolicy policy, string bucket = StoreFixture.Bucket) =>
        new PostPolicySigner(BucketEndpoint.Create(endpoint, bucket, BucketAddressing.Path), Credentials, StoreFixture.Region).Sign(policy, time.GetUtcNow());

    public Task<HttpResponseMessage> SendFormAsync(
        string url,
        IEnumerable<NameValue> fields,
        byte[] file,
        string fileName = "a.bin",
        params NameValue[] headers)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(field.Value));
            content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{field.Name}\"" };
            form.Add(content);
        }

        form.Add(new ByteArrayContent(file), "\"file\"", $"\"{fileName}\"");
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

/// <summary>Reads S3's responses.</summary>
public static class Answers
{
    public static async Task<XElement> ErrorAsync(this HttpResponseMessage response)
    {
        var error = XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Error", error.Name.LocalName);
        Assert.False(string.IsNullOrEmpty(error.Element("RequestId")?.Value));
        return error;
    }

    public static string Code(this XElement error) => error.Element("Code")!.Value;

    public static string Message(this XElement error) => error.Element("Message")!.Value;

    /// <summary>Asserts the status and the code, and returns the error document for further assertions.</summary>
    public static async Task<XElement> RefusedAsync(this HttpResponseMessage response, int status, string code)
    {
        var error = await response.ErrorAsync();
        Assert.Equal($"{status} {code}", $"{(int)response.StatusCode} {error.Code()}");
        return error;
    }

    public static async Task<string> TextAsync(this HttpResponseMessage response) =>
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

/// <summary>Actions on a fixture that the tests share.</summary>
public static class StoreFixtureActions
{
    /// <summary>Signs with a clock that is off by the given time.</summary>
    public static SignedRequests SignAt(this StoreFixture store, TimeSpan offset) =>
        new(store.Server.Endpoint, store.Http, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow + offset));

    public static async Task<string> GetTextAsync(this StoreFixture store, string key, string bucket = StoreFixture.Bucket)
    {
        var response = await store.Sign.SendAsync("GET", key, bucket: bucket);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.TextAsync();
    }

    public static async Task PutTextAsync(this StoreFixture store, string key, string text, string bucket = StoreFixture.Bucket)
    {
        var response = await store.Sign.SendAsync("PUT", key, Encoding.UTF8.GetBytes(text), bucket: bucket);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }

    public static async Task AssertMissingAsync(this StoreFixture store, string key, string bucket = StoreFixture.Bucket) =>
        await (await store.Sign.SendAsync("GET", key, bucket: bucket)).RefusedAsync(404, "NoSuchKey");

    /// <summary>The bodies on disk, to which a rejected upload must not add.</summary>
    public static int BodyCount(this StoreFixture store) => Directory.GetFiles(Path.Combine(store.Directory, "bodies")).Length;
}
