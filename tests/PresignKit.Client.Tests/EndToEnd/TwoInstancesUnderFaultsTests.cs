using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.LocalS3;
using PresignKit.S3;

namespace PresignKit.Client.Tests.EndToEnd;

/// <summary>
/// Completions with right, wrong, and no checksums, aborts, and parts that are sent again, all at once at two instances, while the store fails:
/// what was accepted is there, and is what was declared.
/// </summary>
public sealed class TwoInstancesUnderFaultsTests
{
    private const int Size = 100;
    private const int Rounds = 25;

    private static readonly LocalS3Operation[] Operations =
    [
        LocalS3Operation.CompleteMultipartUpload, LocalS3Operation.ListParts, LocalS3Operation.HeadObject, LocalS3Operation.DeleteObject,
        LocalS3Operation.PutObject, LocalS3Operation.AbortMultipartUpload, LocalS3Operation.CopyObject, LocalS3Operation.GetObject,
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("multipart", 1)]
    [InlineData("multipart", 2)]
    [InlineData("put", 3)]
    [InlineData("post", 4)]
    public async Task Slot_EverythingAtOnceWhileTheStoreFails_WhatIsAcceptedIsThereAndIsWhatWasDeclared(string transport, int seed)
    {
        var random = new Random(seed);
        var directory = Directory.CreateTempSubdirectory("presignkit-two-").FullName;
        var faults = new LocalS3Faults();
        var options = new LocalS3Options
        {
            Directory = directory, AccessKeyId = "test", SecretAccessKey = "un5peakab1e", Buckets = ["media"], Faults = faults,
        };
        await using var store = await LocalS3Server.StartAsync(options, cancellationToken: Cancellation);
        var catalog = new Shared();
        var protection = new EphemeralDataProtectionProvider();
        await using var one = await StartAsync(store.Endpoint, catalog, protection);
        await using var other = await StartAsync(store.Endpoint, catalog, protection);
        using var http = new HttpClient();
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("test", "un5peakab1e"), new AmazonS3Config { ServiceURL = store.Endpoint, ForcePathStyle = true });
        string[] apps = [one.Urls.Single() + "/files/slots", other.Urls.Single() + "/files/slots"];
        for (var round = 0; round < Rounds; round++)
        {
            var policy = transport == "post" ? "form" : "files";
            var request = new { policy, fileName = "a.bin", contentType = "application/octet-stream", size = Size, transports = new[] { transport } };
            using var opened = await http.PostAsJsonAsync(apps[0], request, Cancellation);
            var slot = await opened.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            var token = slot.GetProperty("token").GetString()!;
            var key = slot.GetProperty("key").GetString()!;
            Assert.Equal(HttpStatusCode.OK, await SendAsync(http, apps[0], slot, transport, Fill(0)));
            for (var i = random.Next(4); i > 0; i--)
            {
                faults.Add(new LocalS3FaultRule(random.Next(4) switch
                {
                    0 => LocalS3Fault.ErrorInSuccess(),
                    1 => LocalS3Fault.Reset(LocalS3FaultMoment.AfterWork),
                    2 => LocalS3Fault.InternalError(),
                    _ => LocalS3Fault.Delay(TimeSpan.FromMilliseconds(100)),
                })
                {
                    Operation = Operations[random.Next(Operations.Length)], Times = 1 + random.Next(3), Skip = random.Next(3),
                });
            }

            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (App: apps[random.Next(2)], What: random.Next(7), Pause: random.Next(120)))
                .ToArray().Select(async act =>
                {
                    await Task.Delay(act.Pause, Cancellation);
                    if (act.What == 0)
                    {
                        return (act.What, await SendAsync(http, act.App, slot, transport, Fill(1)), "");
                    }

                    object body = act.What switch
                    {
                        1 or 2 => new { token },
                        3 => new { token, transferChecksums = new { algorithm = "crc64nvme", parts = new[] { "AAAAAAAAAAA=" } } },
                        4 => new { token, transferChecksums = new { algorithm = "md5", parts = new[] { Convert.ToBase64String(Md5(Fill(0))) } } },
                        5 => new { token, transferChecksums = new { algorithm = "md5", parts = new[] { Convert.ToBase64String(Md5(Fill(2))) } } },
                        _ => new { token },
                    };
                    using var answer = await http.PostAsJsonAsync(act.App + (act.What == 6 && round % 3 == 0 ? "/abort" : "/complete"), body, Cancellation);
                    return (act.What, answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
                }));
            faults.Clear();
            var acceptedAtOnce = catalog.Rows.GetValueOrDefault(key);
            using var last = await http.PostAsJsonAsync(apps[1] + "/complete", new { token }, Cancellation);
            var story = string.Join("\n", answers.Select(answer => $"{answer.What} {(int)answer.Item2} {answer.Item3}"))
                + $"\nlast {(int)last.StatusCode} {await last.Content.ReadAsStringAsync(Cancellation)}";

            Assert.DoesNotContain(answers, answer => answer.Item2 == HttpStatusCode.InternalServerError);
            var isAccepted = answers.Any(answer => answer.What != 0 && answer.Item2 == HttpStatusCode.OK);
            Assert.True(!isAccepted || acceptedAtOnce is not null, story);
            var isAborted = answers.Any(answer => answer.Item2 == HttpStatusCode.NoContent);
            Assert.True(!isAborted || transport == "post" || acceptedAtOnce is null, story);
            if (catalog.Rows.TryGetValue(key, out var row))
            {
                Assert.True(last.StatusCode == HttpStatusCode.OK, story);
                using var found = await s3.GetObjectAsync("media", row, Cancellation);
                using var bytes = new MemoryStream();
                await found.ResponseStream.CopyToAsync(bytes, Cancellation);
                Assert.True(bytes.ToArray().AsSpan().SequenceEqual(Fill(0)) || bytes.ToArray().AsSpan().SequenceEqual(Fill(1)), story);
            }

        }

        Directory.Delete(directory, recursive: true);
    }

    private static byte[] Fill(byte value) => [.. Enumerable.Repeat(value, Size)];

#pragma warning disable CA5351 // MD5 is what stores use for ETags; no security depends on it.
    private static byte[] Md5(byte[] bytes) => System.Security.Cryptography.MD5.HashData(bytes);
#pragma warning restore CA5351

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, string app, JsonElement slot, string transport, byte[] bytes)
    {
        JsonElement request;
        if (transport == "multipart")
        {
            var token = slot.GetProperty("token").GetString();
            using var signed = await http.PostAsJsonAsync(app + "/parts", new { token, numbers = new[] { 1 } }, Cancellation);
            request = (await signed.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("parts")[0];
        }
        else
        {
            request = slot.GetProperty("request");
        }

        using var message = new HttpRequestMessage(new(request.GetProperty("method").GetString()!), request.GetProperty("url").GetString());
        message.Content = new ByteArrayContent(bytes);
        if (transport == "post")
        {
            var form = new MultipartFormDataContent();
            foreach (var field in request.GetProperty("fields").EnumerateObject())
            {
                form.Add(new StringContent(field.Value.GetString()!), $"\"{field.Name}\"");
            }

            form.Add(message.Content, "\"file\"", "\"a.bin\"");
            message.Content = form;
        }
        else
        {
            foreach (var header in request.GetProperty("headers").EnumerateObject())
            {
                if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
                {
                    message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
                }
            }
        }

        using var answer = await http.SendAsync(message, Cancellation);
        return answer.IsSuccessStatusCode ? HttpStatusCode.OK : answer.StatusCode;
    }

    private static async Task<WebApplication> StartAsync(string endpoint, Shared catalog, IDataProtectionProvider protection)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IPresignKitApplication>(catalog);
        builder.Services.AddSingleton(protection);
        var presignKit = builder.Services.AddPresignKit().AddS3("media", options =>
        {
            (options.Endpoint, options.Region, options.Bucket) = (endpoint, "us-east-1", "media");
            (options.AccessKeyId, options.SecretAccessKey) = ("test", "un5peakab1e");
            options.Profile = S3Profiles.Local;
        });
        foreach (var name in (string[])["files", "form"])
        {
            presignKit.AddUploadPolicy(name, policy =>
            {
                policy.AllowedContentTypes.Add("application/octet-stream");
                (policy.ContentCheck, policy.UnknownContent, policy.MaximumSize) = (ContentCheckMode.Off, UnknownContentRule.Accept, 1000);
                policy.Transport = name == "form" ? PresignKit.UploadTransport.Post : null;
            });
        }

        presignKit.AddEndpoints<Shared>(options => options.UnlimitedSlots = true);
        var app = builder.Build();
        app.MapPresignKit("/files").AllowAnonymous();
        await app.StartAsync(Cancellation);
        return app;
    }

    private sealed class Shared : IPresignKitApplication
    {
        /// <summary>The accepted keys by slot.</summary>
        public ConcurrentDictionary<string, string> Rows { get; } = new(StringComparer.Ordinal);

        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new(Rows.TryGetValue(ticket.SlotKey.Value, out var key) ? UploadVerdict.Accepted("id", new ObjectKey(key)) : null);

        public async ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
        {
            await Task.Delay(20, cancellationToken);
            return UploadVerdict.Accepted("id", new ObjectKey(Rows.GetOrAdd(ticket.SlotKey.Value, verified.Key.Value)));
        }

        public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
        {
            Rows.TryRemove(ticket.SlotKey.Value, out _);
            return default;
        }
    }
}
