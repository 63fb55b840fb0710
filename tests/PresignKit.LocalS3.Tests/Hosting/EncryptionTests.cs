using System.Net;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Hosting;

/// <summary>The store never encrypts, so it does not say that it does, unless it is told to pretend.</summary>
public sealed class EncryptionTests : IDisposable
{
    private const string Header = "x-amz-server-side-encryption";
    private const string KeyHeader = "x-amz-server-side-encryption-aws-kms-key-id";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-encryption-" + Path.GetRandomFileName());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AES256")]
    [InlineData("aws:kms")]
    public async Task Encryption_Requested_IsRefusedByEveryUpload(string method)
    {
        await using var server = await LocalS3Server.StartAsync(StoreFixture.Options(_directory), cancellationToken: Cancellation);
        using var http = new HttpClient();
        var sign = new SignedRequests(server.Endpoint, http, TimeProvider.System);
        await sign.SendAsync("PUT", "source", [1]);
        var post = sign.Post(new PostPolicy("form", TimeSpan.FromMinutes(1), [new(Header, method)]));

        var error = await (await sign.SendAsync("PUT", "put", [1], headers: [new(Header, method)])).RefusedAsync(501, "NotImplemented");
        await (await sign.SendAsync("PUT", "query", [1], query: [new(Header, method)])).RefusedAsync(501, "NotImplemented");
        await (await sign.SendAsync("PUT", "key", [1], headers: [new(KeyHeader, "a")])).RefusedAsync(501, "NotImplemented");
        await (await sign.SendAsync("PUT", "copy", [], headers: [new("x-amz-copy-source", "media/source"), new(Header, method)]))
            .RefusedAsync(501, "NotImplemented");
        await (await sign.SendAsync("POST", "parts", [], headers: [new(Header, method)], query: [new("uploads", "")])).RefusedAsync(501, "NotImplemented");
        await (await sign.SendFormAsync(post.Url, post.Fields, [1])).RefusedAsync(501, "NotImplemented");

        Assert.Contains("PretendEncryption", error.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AES256", null)]
    [InlineData("aws:kms", null)]
    [InlineData("aws:kms", "arn:aws:kms:us-east-1:111122223333:key/a")]
    public async Task Encryption_Pretended_IsReportedAndWarnedOf(string method, string? key)
    {
        using var logs = new CapturedLogs();
        await using var server = await StartPretendingAsync(logs);
        using var http = new HttpClient();
        var sign = new SignedRequests(server.Endpoint, http, TimeProvider.System);
        NameValue[] headers = key is null ? [new(Header, method)] : [new(Header, method), new(KeyHeader, key)];
        var post = sign.Post(new PostPolicy("form", TimeSpan.FromMinutes(1), headers));

        HttpResponseMessage[] responses =
        [
            await sign.SendAsync("PUT", "put", [1], headers: headers),
            await sign.SendAsync("GET", "put"),
            await sign.SendAsync("PUT", "copy", [], headers: [new("x-amz-copy-source", "media/put"), .. headers]),
            await sign.SendAsync("HEAD", "copy"),
            await sign.SendAsync("POST", "parts", [], headers: headers, query: [new("uploads", "")]),
            await sign.SendFormAsync(post.Url, post.Fields, [1]),
            await sign.SendAsync("HEAD", "form"),
        ];

        Assert.All(responses, response =>
        {
            Assert.InRange((int)response.StatusCode, 200, 204);
            Assert.Equal(method, response.Headers.GetValues(Header).Single());
            Assert.Equal(key, response.Headers.TryGetValues(KeyHeader, out var keys) ? keys.Single() : null);
        });
        Assert.Contains(logs.Lines, line => line.StartsWith("Warning: LocalS3 only pretends to encrypt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AES512", null)]
    [InlineData("AES256", "a")]
    public async Task Encryption_PretendedButImpossible_IsRefused(string method, string? key)
    {
        using var logs = new CapturedLogs();
        await using var server = await StartPretendingAsync(logs);
        using var http = new HttpClient();
        var sign = new SignedRequests(server.Endpoint, http, TimeProvider.System);

        var response = await sign.SendAsync("PUT", "put", [1], headers: key is null ? [new(Header, method)] : [new(Header, method), new(KeyHeader, key)]);

        await response.RefusedAsync(400, "InvalidArgument");
        Assert.Equal(HttpStatusCode.NotFound, (await sign.SendAsync("HEAD", "put")).StatusCode);
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private Task<LocalS3Server> StartPretendingAsync(CapturedLogs logs)
    {
        var options = StoreFixture.Options(_directory);
        options.PretendEncryption = true;
        return LocalS3Server.StartAsync(options, loggerFactory: logs, cancellationToken: Cancellation);
    }
}
