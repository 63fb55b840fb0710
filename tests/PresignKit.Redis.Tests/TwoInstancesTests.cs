using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.Redis.Tests.Server;

namespace PresignKit.Redis.Tests;

/// <summary>Two instances of an application over HTTP, with one Redis server.</summary>
public sealed class TwoInstancesTests
{
    private static readonly object Upload = new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = 64 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_100AtTheSameTimeOverTwoInstances_NeverExceedTheLimit()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = await StartAsync(redis, slotsPerUser: 40);
        await using var second = await StartAsync(redis, slotsPerUser: 40);
        using var client = new HttpClient();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var response = await client.PostAsJsonAsync($"{(i % 2 == 0 ? first : second).Urls.Single()}/files/slots", Upload, Cancellation);
            return response.StatusCode;
        }));

        Assert.Equal(40, statuses.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(60, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Open_RedisIsKilled_Is503UntilItIsBack()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = await StartAsync(redis, slotsPerUser: 1_000);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var before = await client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await redis.KillAsync();
        using var during = await client.PostAsJsonAsync("/files/slots", Upload, Cancellation);
        await redis.RestartAsync();
        var after = HttpStatusCode.ServiceUnavailable;
        for (var attempt = 0; attempt < 100 && after == HttpStatusCode.ServiceUnavailable; attempt++)
        {
            await Task.Delay(100, Cancellation);
            using var response = await client.PostAsJsonAsync("/files/slots", Upload, Cancellation);
            after = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Created, before.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, during.StatusCode);
        var problem = await during.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("slot-ledger-unavailable", problem.GetProperty("code").GetString());
        Assert.DoesNotContain($"{redis.Port}", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, after);
    }

    private static async Task<WebApplication> StartAsync(RedisServer redis, int slotsPerUser)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddPresignKit()
            .AddS3("media", s3 =>
            {
                (s3.Bucket, s3.Region) = ("media", "eu-central-1");
                (s3.AccessKeyId, s3.SecretAccessKey) = ("AKIAEXAMPLE", "0123456789012345678901234567890123456789");

                // There is no store: a slot that is no upload in parts is only signed.
                s3.Profile = S3Profiles.Aws with { IsolatedPart = Capability.Unknown };
            })
            .AddUploadPolicy("video", policy => (policy.AllowedContentTypes, policy.MaximumSize) = (["video/mp4"], 1_000))
            .AddEndpoints<Application>(options => (options.SlotsPerUser, options.SlotWindow) = (slotsPerUser, TimeSpan.FromDays(1)))
            .AddRedisSlotLedger(options => (options.Configuration, options.Timeout) = (redis.Configuration, TimeSpan.FromSeconds(10)));
        var app = builder.Build();
        app.MapPresignKit("/files").AllowAnonymous();
        await app.StartAsync(Cancellation);
        return app;
    }

    private sealed class Application : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new((UploadVerdict?)null);

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
            new(UploadVerdict.Accepted("1", verified.Key));
    }
}
