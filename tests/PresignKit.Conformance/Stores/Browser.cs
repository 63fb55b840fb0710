using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Conformance.Stores;

/// <summary>What a browser does with a slot, with and without faults.</summary>
public static class Browser
{
    public const string Put = "put";
    public const string Form = "form";

    /// <summary>By PUT, with headers and metadata that are stored.</summary>
    public const string Described = "described";

    /// <summary>A PUT to a key outside of <c>conformance/</c>.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>A download policy whose URLs return the stored Cache-Control.</summary>
    public const string Stored = "stored";

    /// <summary>A download with the headers that are stored with the object.</summary>
    public static DownloadRequest AsStored { get; } = new() { Policy = Stored };

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Sha256(byte[] body) => Convert.ToBase64String(SHA256.HashData(body));

#pragma warning disable CA5351 // S3 compares Content-MD5 with a body, and an encryption key's MD5 with the key; no security depends on it here.
    public static string MD5(byte[] body) => Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(body));
#pragma warning restore CA5351

    public static async Task<UploadSlot> OpenAsync(
        this IPresignedUrlIssuer issuer, string policy, byte[] body, string? checksum = null) =>
        await issuer.OpenUploadSlotAsync(
            new()
            {
                Policy = policy,
                FileName = "video.mp4",
                ContentType = "video/mp4",
                Size = body.Length,
                Checksum = checksum is null ? null : new(FileChecksumAlgorithm.Sha256, checksum),
            },
            TestContext.Current.CancellationToken);

    /// <summary>Opens a slot for a file whose size nobody knows.</summary>
    public static async Task<UploadSlot> OpenUnknownAsync(this IPresignedUrlIssuer issuer, string policy, long? maximum = null) =>
        await issuer.OpenUploadSlotAsync(
            new() { Policy = policy, FileName = "video.mp4", ContentType = "video/mp4", Size = null, MaximumSize = maximum },
            TestContext.Current.CancellationToken);

    /// <summary>Uploads an object as a slot's holder would, for a test that needs one.</summary>
    public static async Task<ObjectKey> StoreAsync(this ConformanceStore store, byte[] body)
    {
        var slot = await store.Issuer.OpenAsync(Put, body);
        using var response = await store.SendAsync(slot.Request!, body);
        Assert.True(response.IsSuccessStatusCode, $"The upload as signed was refused: {(int)response.StatusCode} {await BodyAsync(response)}");
        return slot.Key;
    }

    /// <summary>Sends a signed request, with the changes of the test.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this ConformanceStore store,
        PresignedUrl url,
        byte[]? body = null,
        Action<HttpRequestMessage>? change = null,
        string? method = null,
        string? address = null) =>
        SendAsync(store, method ?? url.Method, address ?? url.RevealUrl(), url.Headers, body, change);

    /// <summary>Sends a PUT, with the changes of the test.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this ConformanceStore store,
        PresignedUpload put,
        byte[]? body = null,
        Action<HttpRequestMessage>? change = null,
        string? method = null,
        string? address = null) =>
        SendAsync(store, method ?? put.Method, address ?? put.RevealUrl(), put.Headers, body, change);

    /// <summary>Sends a slot's request, a PUT or a form.</summary>
    public static Task<HttpResponseMessage> UploadAsync(this ConformanceStore store, UploadSlot slot, byte[] body) =>
        slot.Transport == UploadTransport.Post ? store.PostAsync(slot.Request!, body) : store.SendAsync(slot.Request!, body);

    /// <summary>Posts a form with these fields and the file last.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        this ConformanceStore store, PresignedUpload form, byte[] body, IEnumerable<KeyValuePair<string, string>>? fields = null,
        Action<HttpRequestMessage>? change = null)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields ?? form.RevealFields())
        {
            var part = new StringContent(value);
            part.Headers.ContentType = null;
            content.Add(part, $"\"{name}\"");
        }

        var file = new ByteArrayContent(body);
        file.Headers.ContentType = new("video/mp4");
        file.Headers.ContentDisposition = new("form-data") { Name = "\"file\"", FileName = "\"video.mp4\"" };
        content.Add(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(form.RevealUrl())) { Content = content };
        change?.Invoke(request);
        return await store.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asserts that the answer is 4xx. Which one depends on the protocol.</summary>
    public static async Task AssertRefusedAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(
                (int)response.StatusCode is >= 400 and < 500,
                $"{response.RequestMessage!.Method} should be refused, but the answer is {(int)response.StatusCode} {await BodyAsync(response)}");
        }
    }

    /// <summary>Asserts that the object cannot be read without a signature.</summary>
    public static async Task AssertNotPublicAsync(this ConformanceStore store, string signedUrl) =>
        await AssertRefusedAsync(await store.GetPubliclyAsync(signedUrl));

    /// <summary>Sends a GET without the signature.</summary>
    public static async Task<HttpResponseMessage> GetPubliclyAsync(this ConformanceStore store, string signedUrl) =>
        await store.Client.GetAsync(new Uri(signedUrl.Split('?')[0]), TestContext.Current.CancellationToken);

    public static async Task AssertStoredAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await BodyAsync(response)}");
        }
    }

    /// <summary>Asserts that exactly these bytes are stored under the key.</summary>
    public static async Task AssertHoldsAsync(this ConformanceStore store, ObjectKey key, byte[] body)
    {
        var found = await store.Objects.FindAsync(key, TestContext.Current.CancellationToken);
        Assert.NotNull(found);
        Assert.Equal(body.Length, found.Size);
        var read = new byte[body.Length];
        Assert.Equal(body.Length, await store.Objects.ReadStartAsync(key, found, read, TestContext.Current.CancellationToken));
        Assert.Equal(body, read);
    }

    /// <summary>Asserts that nothing is stored under the key.</summary>
    public static async Task AssertNothingAsync(this ConformanceStore store, ObjectKey key) =>
        Assert.Null(await store.Objects.FindAsync(key, TestContext.Current.CancellationToken));

    private static async Task<HttpResponseMessage> SendAsync(
        ConformanceStore store, string method, string url, IReadOnlyDictionary<string, string> headers, byte[]? body, Action<HttpRequestMessage>? change)
    {
        // Verbatim: if Uri normalized the path, the test would test Uri.
        var verbatim = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new(method), verbatim);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        change?.Invoke(request);
        return await store.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> BodyAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
