using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;
using PresignKit.LocalS3.Tests.Multipart;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Injection;

public sealed class FaultTests : IAsyncLifetime
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    private readonly LocalS3Faults _faults = new();
    private readonly StoreFixture _store;

    public FaultTests() => _store = new StoreFixture { Faults = _faults };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>The SDK of Amazon repeats what fails with 500 or 503, or without an answer.</summary>
    [Fact]
    public async Task Upload_TransientFaults_SucceedsWithTheSdk()
    {
        LocalS3FaultRule[] rules =
        [
            _faults.Add(LocalS3Operation.CreateMultipartUpload, LocalS3Fault.InternalError(), times: 1),
            _faults.Add(LocalS3Operation.UploadPart, LocalS3Fault.InternalError(), times: 1),
            _faults.Add(LocalS3Operation.UploadPart, LocalS3Fault.SlowDown(), times: 1),
            _faults.Add(LocalS3Operation.ListParts, LocalS3Fault.Reset(), times: 1),
            _faults.Add(LocalS3Operation.CompleteMultipartUpload, LocalS3Fault.SlowDown(), times: 1),
            _faults.Add(LocalS3Operation.CompleteMultipartUpload, LocalS3Fault.Reset(LocalS3FaultMoment.AfterWork), times: 1),
        ];
        using var client = Client();

        var id = (await client.InitiateMultipartUploadAsync(StoreFixture.Bucket, "fault/sdk", Ct)).UploadId;
        await client.UploadPartAsync(
            new UploadPartRequest { BucketName = StoreFixture.Bucket, Key = "fault/sdk", UploadId = id, PartNumber = 1, InputStream = new MemoryStream(Hello) },
            Ct);
        var parts = await client.ListPartsAsync(StoreFixture.Bucket, "fault/sdk", id, Ct);
        await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = StoreFixture.Bucket, Key = "fault/sdk", UploadId = id, PartETags = [new PartETag(1, Assert.Single(parts.Parts).ETag)],
            },
            Ct);

        Assert.All(rules, rule => Assert.Equal(1, rule.Applied));
        Assert.Equal("hello", await _store.GetTextAsync("fault/sdk"));
    }

    [Theory]
    [InlineData(LocalS3FaultMoment.BeforeBody)]
    [InlineData(LocalS3FaultMoment.AfterBody)]
    [InlineData(LocalS3FaultMoment.AfterWork)]
    public async Task Reset_EachMoment_HasNoAnswerAndDoesTheWorkOrNot(LocalS3FaultMoment moment)
    {
        var bodies = _store.BodyCount();
        _faults.Add(LocalS3Operation.PutObject, LocalS3Fault.Reset(moment), times: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => _store.Sign.SendAsync("PUT", "fault/reset", new byte[300_000]));

        if (moment == LocalS3FaultMoment.AfterWork)
        {
            Assert.Equal(300_000, (await (await _store.Sign.SendAsync("GET", "fault/reset")).Content.ReadAsByteArrayAsync(Ct)).Length);
        }
        else
        {
            await _store.AssertMissingAsync("fault/reset");
            Assert.Equal(bodies, _store.BodyCount());
        }
    }

    [Theory]
    [InlineData(LocalS3FaultMoment.BeforeBody, 0)]
    [InlineData(LocalS3FaultMoment.AfterBody, 0)]
    [InlineData(LocalS3FaultMoment.AfterWork, 1)]
    public async Task Answer_EachMoment_IsAnErrorAndDoesTheWorkOrNot(LocalS3FaultMoment moment, int stored)
    {
        var id = await _store.CreateUploadAsync("fault/answer");
        _faults.Add(LocalS3Operation.UploadPart, LocalS3Fault.Answer(500, "InternalError", moment), times: 1);

        var part = await _store.SendPartAsync("fault/answer", id, 1, new byte[300_000]);
        var listed = await _store.Client.ListPartsAsync(StoreFixture.Bucket, "fault/answer", id, Ct);

        await part.RefusedAsync(500, "InternalError");
        Assert.Null(part.Headers.ETag);
        Assert.Equal(stored, listed.Parts?.Count ?? 0);
        Assert.Equal(HttpStatusCode.OK, (await _store.SendPartAsync("fault/answer", id, 1, Hello)).StatusCode);
    }

    [Fact]
    public async Task SlowDown_RetryAfter_IsAHeader()
    {
        _faults.Add(LocalS3Operation.GetObject, LocalS3Fault.SlowDown(TimeSpan.FromMilliseconds(1500)));

        var response = await _store.Sign.SendAsync("GET", "fault/slow");

        await response.RefusedAsync(503, "SlowDown");
        Assert.Equal("2", response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task ErrorInSuccess_Completion_Is200WithAnErrorAndKeepsTheUpload()
    {
        var id = await _store.CreateUploadAsync("fault/200");
        var tag = await _store.PutPartAsync("fault/200", id, 1, Hello);
        var rule = _faults.Add(LocalS3Operation.CompleteMultipartUpload, LocalS3Fault.ErrorInSuccess(), times: 2);

        var raw = await _store.CompleteAsync("fault/200", id, [new(1, tag)]);
        await raw.RefusedAsync(200, "InternalError");
        await _store.AssertMissingAsync("fault/200");
        using var once = Client(retries: 0);
        var completion = new CompleteMultipartUploadRequest
        {
            BucketName = StoreFixture.Bucket, Key = "fault/200", UploadId = id, PartETags = [new PartETag(1, tag)],
        };
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => once.CompleteMultipartUploadAsync(completion, Ct));
        await once.CompleteMultipartUploadAsync(completion, Ct);

        Assert.Equal("InternalError", error.ErrorCode);
        Assert.Equal(2, rule.Applied);
        Assert.Equal("hello", await _store.GetTextAsync("fault/200"));
    }

    [Fact]
    public async Task Completion_LostAnswer_IsDoneAndRepeatsTheSameAnswer()
    {
        var id = await _store.CreateUploadAsync("fault/lost");
        var tag = await _store.PutPartAsync("fault/lost", id, 1, Hello);
        _faults.Add(LocalS3Operation.CompleteMultipartUpload, LocalS3Fault.Reset(LocalS3FaultMoment.AfterWork), times: 1);
        NameValue[] once = [new("if-none-match", "*")];

        await Assert.ThrowsAsync<HttpRequestException>(() => _store.CompleteAsync("fault/lost", id, [new(1, tag)], once));
        var repeated = await _store.CompleteAsync("fault/lost", id, [new(1, tag)], once);

        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        Assert.Equal("hello", await _store.GetTextAsync("fault/lost"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70_000)]
    public async Task CutReply_Get_EndsBehindThoseBytes(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        await _store.Sign.SendAsync("PUT", "fault/cut", bytes);
        _faults.Add(LocalS3Operation.GetObject, LocalS3Fault.CutReply(length), times: 1);

        var response = await _store.Sign.SendAsync("GET", "fault/cut");
        var received = new MemoryStream();
        await Assert.ThrowsAnyAsync<Exception>(async () => await (await response.Content.ReadAsStreamAsync(Ct)).CopyToAsync(received, Ct));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(300_000, response.Content.Headers.ContentLength);
        Assert.Equal(bytes[..length], received.ToArray());
        Assert.Equal(bytes, await (await _store.Sign.SendAsync("GET", "fault/cut")).Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task CutReply_Completion_IsDone()
    {
        var id = await _store.CreateUploadAsync("fault/half");
        var tag = await _store.PutPartAsync("fault/half", id, 1, Hello);
        _faults.Add(LocalS3Operation.CompleteMultipartUpload, LocalS3Fault.CutReply(40), times: 1);

        var response = await _store.CompleteAsync("fault/half", id, [new(1, tag)]);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Ct));

        Assert.Equal("hello", await _store.GetTextAsync("fault/half"));
    }

    [Fact]
    public async Task Delay_BeforeTheBody_PassesByTheClockOfTheStore()
    {
        _store.Clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await _store.RestartAsync();
        _faults.Add(LocalS3Operation.PutObject, LocalS3Fault.Delay(TimeSpan.FromMinutes(10)), times: 1);

        var put = _store.Sign.SendAsync("PUT", "fault/delay", Hello);
        await Task.WhenAny(put, Task.Delay(300, Ct));
        Assert.False(put.IsCompleted);
        await _store.AssertMissingAsync("fault/delay");
        while (!put.IsCompleted)
        {
            _store.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(10, Ct);
        }

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
    }

    [Fact]
    public async Task Delay_AfterTheWork_KeepsTheAnswerBack()
    {
        _faults.Add(LocalS3Operation.PutObject, LocalS3Fault.Delay(TimeSpan.FromMinutes(10), LocalS3FaultMoment.AfterWork));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var impatient = new SignedRequests(_store.Server.Endpoint, client, TimeProvider.System);

        await Assert.ThrowsAsync<TaskCanceledException>(() => impatient.SendAsync("PUT", "fault/back", Hello));

        Assert.Equal("hello", await _store.GetTextAsync("fault/back"));
    }

    [Fact]
    public async Task Throttle_BothDirections_TakeTheirTime()
    {
        var bytes = RandomNumberGenerator.GetBytes(40_000);
        _faults.Add(new LocalS3FaultRule(LocalS3Fault.Throttle(80_000)));
        var watch = Stopwatch.StartNew();

        await _store.Sign.SendAsync("PUT", "fault/throttle", bytes);
        var sent = watch.Elapsed;
        var read = await (await _store.Sign.SendAsync("GET", "fault/throttle")).Content.ReadAsByteArrayAsync(Ct);
        var received = watch.Elapsed - sent;
        var form = _store.Sign.Post(new PostPolicy("fault/form", TimeSpan.FromMinutes(5), []));
        watch.Restart();
        Assert.Equal(HttpStatusCode.NoContent, (await _store.Sign.SendFormAsync(form.Url, form.Fields, bytes)).StatusCode);

        Assert.Equal(bytes, read);
        Assert.All([sent, received, watch.Elapsed], time => Assert.InRange(time, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(20)));
        _faults.Clear();
        watch.Restart();
        Assert.Equal(bytes, await (await _store.Sign.SendAsync("GET", "fault/form")).Content.ReadAsByteArrayAsync(Ct));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(400));
    }

    [Theory]
    [InlineData(LocalS3FaultMoment.BeforeBody)]
    [InlineData(LocalS3FaultMoment.AfterBody)]
    [InlineData(LocalS3FaultMoment.AfterWork)]
    public async Task Answer_Form_IsReadableForPages(LocalS3FaultMoment moment)
    {
        var form = _store.Sign.Post(new PostPolicy("fault/form", TimeSpan.FromMinutes(5), []));
        var rule = _faults.Add(new LocalS3FaultRule(LocalS3Fault.InternalError(moment)) { Operation = LocalS3Operation.PostObject, Key = "fault/form" });

        var response = await _store.Sign.SendFormAsync(form.Url, form.Fields, Hello, headers: new NameValue("Origin", StoreFixture.Origin));

        await response.RefusedAsync(500, "InternalError");
        Assert.Equal(StoreFixture.Origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(1, rule.Applied);
        Assert.Equal(
            moment == LocalS3FaultMoment.AfterWork ? HttpStatusCode.OK : HttpStatusCode.NotFound,
            (await _store.Sign.SendAsync("HEAD", "fault/form")).StatusCode);
    }

    [Fact]
    public async Task Faults_RequestWithoutAValidSignature_AreNotCounted()
    {
        var rule = _faults.Add(new LocalS3FaultRule(LocalS3Fault.InternalError()));

        await (await _store.Http.GetAsync(new Uri($"{_store.Server.Endpoint}/media/a"), Ct)).RefusedAsync(403, "AccessDenied");

        Assert.Equal(0, rule.Matched);
    }

    [Fact]
    public async Task Faults_ConditionThatThrows_IsAnInternalError()
    {
        _faults.Add(new LocalS3FaultRule(LocalS3Fault.SlowDown()) { When = _ => throw new InvalidOperationException("broken condition") });

        await (await _store.Sign.SendAsync("GET", "a")).RefusedAsync(500, "InternalError");

        Assert.Contains(_store.Logs.Lines, line => line.Contains("broken condition", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_OneOfManyParts_HappenToThatPartOnly()
    {
        var id = await _store.CreateUploadAsync("fault/part");
        var seen = new List<LocalS3FaultRequest>();
        _faults.Add(new LocalS3FaultRule(LocalS3Fault.SlowDown()) { PartNumber = 2 });
        _faults.Add(new LocalS3FaultRule(LocalS3Fault.SlowDown())
        {
            When = request =>
            {
                seen.Add(request);
                return false;
            },
        });

        var statuses = new List<HttpStatusCode>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            statuses.Add((await _store.SendPartAsync("fault/part", id, number, Hello)).StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
        Assert.Equal([1, 3], seen.Select(request => request.PartNumber!.Value));
        Assert.All(seen, request => Assert.Equal(
            (LocalS3Operation.UploadPart, StoreFixture.Bucket, "fault/part", id), (request.Operation, request.Bucket, request.Key, request.UploadId)));
    }

    [Fact]
    public async Task Faults_Log_NamesEachAndNoSecret()
    {
        _faults.Add(LocalS3Operation.GetObject, LocalS3Fault.SlowDown());

        await _store.Sign.SendAsync("GET", "fault/log");

        Assert.Contains(_store.Logs.Lines, line => line.StartsWith("Warning: LocalS3 can inject faults", StringComparison.Ordinal));
        Assert.Contains(_store.Logs.Lines, line => line.StartsWith(
            "Information: GetObject /media/fault/log: injected fault: 503 SlowDown before the body", StringComparison.Ordinal));
        Assert.DoesNotContain(_store.Logs.Lines, line => line.Contains("X-Amz-Signature", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whatever fails, the bytes are right in the end, and nothing is left on disk.</summary>
    [Fact]
    public async Task Upload_EveryFaultInTurn_NeverCorruptsTheStore()
    {
        LocalS3Fault[] all =
        [
            .. Enum.GetValues<LocalS3FaultMoment>().Select(LocalS3Fault.Reset), .. Enum.GetValues<LocalS3FaultMoment>().Select(LocalS3Fault.InternalError),
            LocalS3Fault.SlowDown(), LocalS3Fault.ErrorInSuccess(), LocalS3Fault.CutReply(0), LocalS3Fault.CutReply(20),
            LocalS3Fault.Delay(TimeSpan.FromMilliseconds(20), LocalS3FaultMoment.AfterWork), LocalS3Fault.Throttle(10_000_000),
        ];
        var bodies = _store.BodyCount();
        foreach (var fault in all)
        {
            var parts = new[] { RandomNumberGenerator.GetBytes(5 * 1024 * 1024), RandomNumberGenerator.GetBytes(100_000) };
            var id = await _store.CreateUploadAsync("fault/all");
            _faults.Add(LocalS3Operation.UploadPart, fault, times: 2);
            _faults.Add(LocalS3Operation.CompleteMultipartUpload, fault, times: 1);
            var tags = new List<ListedPart>();
            foreach (var bytes in parts)
            {
                tags.Add(new(tags.Count + 1, (await UntilDoneAsync(() => _store.SendPartAsync("fault/all", id, tags.Count + 1, bytes))).Tag!));
            }

            await UntilDoneAsync(() => _store.CompleteAsync("fault/all", id, tags));

            var read = await _store.Sign.SendAsync("GET", "fault/all");
            Assert.Equal((byte[])[.. parts[0], .. parts[1]], await read.Content.ReadAsByteArrayAsync(Ct));
            Assert.Empty((await _store.Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket }, Ct))
                .MultipartUploads ?? []);
            _faults.Clear();
        }

        await _store.Client.DeleteObjectAsync(StoreFixture.Bucket, "fault/all", Ct);
        Assert.Equal(bodies, _store.BodyCount());
        Assert.Empty(Directory.GetFiles(Path.Combine(_store.Directory, "temporary")));
        await _store.RestartAsync();
        Assert.DoesNotContain(_store.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    /// <summary>Sends the request until an answer arrives whole and is none of an error.</summary>
    private static async Task<(string? Tag, string Text)> UntilDoneAsync(Func<Task<HttpResponseMessage>> sendAsync)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            try
            {
                var response = await sendAsync();
                var text = await response.TextAsync();
                if (response.IsSuccessStatusCode && !text.Contains("<Error>", StringComparison.Ordinal))
                {
                    return (response.Headers.ETag?.Tag, text);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Sent again.
            }
        }

        throw new InvalidOperationException("The faults did not end.");
    }

    private AmazonS3Client Client(int retries = 4) => new(
        new BasicAWSCredentials(StoreFixture.AccessKeyId, StoreFixture.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = _store.Server.Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = StoreFixture.Region,
            MaxErrorRetry = retries,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });
}
