using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.SigV4.Tests.Oracles;

/// <summary>What AWSSDK.S3 actually sends over http, captured from a socket: the request is verified and its body decoded.</summary>
public class AwsSdkUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, null)]
    [InlineData(10, null)]
    [InlineData(300_000, null)]
    [InlineData(300_000, "FwoGZXIvYXdzEXAMPLE//token==")]
    public async Task VerifyHeadersAndReadAsync_UploadOfAwsSdk_IsVerified(int size, string? sessionToken)
    {
        var content = new byte[size];
        for (var i = 0; i < size; i++)
        {
            content[i] = (byte)(i * 31);
        }

        var (request, body) = await CaptureAsync(
            sessionToken, client => client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = "media-bucket",
                    Key = "folder/ü b+c.bin",
                    InputStream = new MemoryStream(content),
                    AutoCloseStream = true,
                }, Token));

        var now = Suites.Golden.ParseDate(request.Headers.Single(h => h.Name.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase)).Value);
        var verifier = new SigV4Verifier(_ => new SigV4Credentials("AKIDEXAMPLE", "secretsecretsecret", sessionToken), "us-east-1");
        var verification = verifier.VerifyHeaders(request, now);

        Assert.Equal(SigV4Failure.None, verification.Failure);
        Assert.Equal("/media-bucket/folder/ü b+c.bin", request.Path);
        Assert.Equal(PayloadMode.StreamingSignedTrailer, verification.PayloadMode);
        using var stream = new AwsChunkedStream(request, verification, new MemoryStream(body));
        using var decoded = new MemoryStream();
        await stream.CopyToAsync(decoded, Token);
        Assert.Equal(content, decoded.ToArray());
        Assert.Single(stream.Trailers);

        body[^20] ^= 1;
        using var tampered = new AwsChunkedStream(request, verification, new MemoryStream(body));
        await Assert.ThrowsAsync<AwsChunkedException>(() => tampered.CopyToAsync(Stream.Null, Token));
    }

    private static async Task<(WireRequest, byte[])> CaptureAsync(string? sessionToken, Func<AmazonS3Client, Task> send)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener);
        AWSCredentials credentials = sessionToken is null
            ? new BasicAWSCredentials("AKIDEXAMPLE", "secretsecretsecret")
            : new SessionAWSCredentials("AKIDEXAMPLE", "secretsecretsecret", sessionToken);
        using var client = new AmazonS3Client(credentials, new AmazonS3Config
        {
            ServiceURL = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}",
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromSeconds(30),
        });
        await send(client);
        return await received;
    }

    private static async Task<(WireRequest, byte[])> ReceiveAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptTcpClientAsync(Token);
        await using var stream = socket.GetStream();
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!(bytes.Count > 4 && bytes[^4..].SequenceEqual("\r\n\r\n"u8.ToArray())))
        {
            await stream.ReadExactlyAsync(one, Token);
            bytes.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        NameValue[] headers = [.. lines.Skip(1)
            .Select(l => new NameValue(l[..l.IndexOf(':', StringComparison.Ordinal)], l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))];
        string? Header(string name) => headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        if (Header("Expect") is not null)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), Token);
        }

        var body = new byte[int.Parse(Header("Content-Length")!, null)];
        await stream.ReadExactlyAsync(body, Token);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), Token);
        return (new WireRequest(lines[0].Split(' ')[0], lines[0].Split(' ')[1], headers), body);
    }
}
