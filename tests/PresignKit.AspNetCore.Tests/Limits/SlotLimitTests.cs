using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Limits;

public sealed class SlotLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ByDefault_Allows300AtOnceAndOneMoreEachSecond()
    {
        await using var app = await TestApp.StartAsync();
        using var ben = app.ClientOf("ben");

        var first = await OpenAsync(app, app.Client, 3_025);
        using var refused = await PostAsync(app.Client);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var more = await OpenAsync(app, app.Client, 5);
        var others = await OpenAsync(app, ben, 1);

        Assert.Equal((300, 2, 1), (first, more, others));
        var problem = await refused.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
        Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal("300", problem.GetProperty("limit").GetString());
        Assert.Equal(303, app.Application.Authorized.Count);
    }

    [Fact]
    public async Task Open_LimitIsUsedUp_CompletionAndDownloadsStillWork()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Endpoints = options => options.SlotsPerUser = 1);
        var slot = await app.OpenAsync(64);
        app.Send(slot);
        using var refused = await PostAsync(app.Client);

        using var completed = await app.CompleteAsync(slot);
        using var download = await app.Client.GetAsync("/files/downloads/upload-1", Cancellation);

        await refused.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
        await completed.ShouldBeAsync(HttpStatusCode.OK);
        await download.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Open_RequestsThatAreRefused_Count()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Endpoints = options => options.SlotsPerUser = 2);
        app.Application.Decide = _ => UploadDecision.Deny("No.");

        using var denied = await PostAsync(app.Client);
        using var invalid = await app.Client.PostAsJsonAsync("/files/slots", new { }, Cancellation);
        using var third = await PostAsync(app.Client);

        await denied.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        await invalid.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        await third.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
    }

    [Fact]
    public async Task Open_Unlimited_HasNoLimit()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Endpoints = options => (options.SlotsPerUser, options.UnlimitedSlots) = (1, true));

        Assert.Equal(400, await OpenAsync(app, app.Client, 400));
    }

    [Fact]
    public async Task Open_NobodySignedIn_CountsByAddress()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Endpoints = options => options.SlotsPerUser = 2;
            setup.Map = a =>
            {
                a.Use((context, next) =>
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers["X-Test-Address"].ToString());
                    return next(context);
                });
                a.MapPresignKit("/files").AllowAnonymous();
            };
        });
        using var client = app.ClientOf(null);
        async Task<HttpStatusCode> FromAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/files/slots") { Content = JsonContent.Create(Upload()) };
            request.Headers.Add("X-Test-Address", address);
            using var response = await client.SendAsync(request, Cancellation);
            return response.StatusCode;
        }

        string[] addresses =
        [
            "192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3", "2001:db8:0:1::1",
        ];
        var statuses = new List<int>();
        foreach (var address in addresses)
        {
            statuses.Add((int)await FromAsync(address));
        }

        Assert.Equal([201, 201, 429, 201, 201, 201, 429, 201], statuses);
    }

    [Fact]
    public async Task Open_OwnLedger_ReceivesNoPersonalData()
    {
        var ledger = new RecordingLedger();
        await using var app = await TestApp.StartAsync(setup => setup.Services = builder => builder.Services.AddSingleton<ISlotLedger>(ledger));
        using var ben = app.ClientOf("ben");

        await OpenAsync(app, app.Client, 2);
        await OpenAsync(app, ben, 1);

        var calls = ledger.Calls.ToArray();
        Assert.Equal(calls[0], calls[1]);
        Assert.NotEqual(calls[0].Holder, calls[2].Holder);
        Assert.All(calls, call => Assert.Equal(new SlotLimit(300, TimeSpan.FromMinutes(5)), call.Limit));
        Assert.All(calls, call => Assert.Matches("^[0-9a-f]{32}$", call.Holder));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Open_LedgerFails_Is503AndOpensNothing(Type type)
    {
        var ledger = new RecordingLedger { Fails = (Exception)Activator.CreateInstance(type, "redis://secret")! };
        await using var app = await TestApp.StartAsync(setup => setup.Services = builder => builder.Services.AddSingleton<ISlotLedger>(ledger));

        using var response = await PostAsync(app.Client);

        var problem = await response.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "slot-ledger-unavailable");
        Assert.Equal("5", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(
            app.Logs.Lines, line => line is { Level: LogLevel.Error, EventId: 20 } && line.Text.Contains("redis://secret", StringComparison.Ordinal));
        Assert.Empty(app.Application.Authorized);
    }

    [Fact]
    public async Task Open_LedgerAnswersNothing_OpensNothing()
    {
        await using var app = await TestApp.StartAsync(setup =>
            setup.Services = builder => builder.Services.AddSingleton<ISlotLedger>(new RecordingLedger { Answer = default(SlotReservation) }));

        using var response = await PostAsync(app.Client);

        await response.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
    }

    [Fact]
    public async Task NamedPolicy_OnEndpointsOfTheApplication_CountsTogetherWithTheSlots()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Endpoints = options => options.SlotsPerUser = 3;
            setup.Services = builder => builder.Services.AddRateLimiter(_ => { });
            setup.Map = a =>
            {
                a.UseAuthentication();
                a.UseRateLimiter();
                a.UseAuthorization();
                a.MapPresignKit("/files").RequireAuthorization();
                a.MapPost("/own", (HttpContext context) => "opened").RequireAuthorization().RequireRateLimiting(PresignKitRateLimits.Slots);
            };
        });

        var slots = await OpenAsync(app, app.Client, 2);
        using var own = await app.Client.PostAsync("/own", null, Cancellation);
        using var second = await app.Client.PostAsync("/own", null, Cancellation);
        using var third = await PostAsync(app.Client);

        Assert.Equal((2, HttpStatusCode.OK), (slots, own.StatusCode));
        await second.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
        Assert.Equal("100", Assert.Single(second.Headers.GetValues("Retry-After")));
        await third.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
    }

    [Fact]
    public async Task NamedPolicy_LedgerFails_Is503()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder =>
            {
                builder.Services.AddRateLimiter(_ => { });
                builder.Services.AddSingleton<ISlotLedger>(new RecordingLedger { Fails = new TimeoutException() });
            };
            setup.Map = a =>
            {
                a.UseAuthentication();
                a.UseRateLimiter();
                a.MapPresignKit("/files").AllowAnonymous();
                a.MapPost("/own", (HttpContext context) => "opened").RequireRateLimiting(PresignKitRateLimits.Slots);
            };
        });

        using var own = await app.Client.PostAsync("/own", null, Cancellation);

        await own.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "slot-ledger-unavailable");
    }

    [Fact]
    public async Task NamedPolicy_UserWithoutId_Is403()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddRateLimiter(_ => { });
            setup.Map = a =>
            {
                a.UseAuthentication();
                a.UseRateLimiter();
                a.UseAuthorization();
                a.MapPresignKit("/files").RequireAuthorization();
                a.MapPost("/own", (HttpContext context) => "opened").RequireAuthorization().RequireRateLimiting(PresignKitRateLimits.Slots);
            };
        });
        using var nameless = app.ClientOf("");

        using var own = await nameless.PostAsync("/own", null, Cancellation);

        await own.ShouldFailAsync(HttpStatusCode.Forbidden, "user-id-missing");
    }

    private static object Upload() => new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = 64 };

    private static Task<HttpResponseMessage> PostAsync(HttpClient client) => client.PostAsJsonAsync("/files/slots", Upload(), Cancellation);

    private static async Task<int> OpenAsync(TestApp app, HttpClient client, int count)
    {
        var opened = 0;
        await Parallel.ForAsync(0, count, Cancellation, async (_, _) =>
        {
            using var response = await PostAsync(client);
            if (response.StatusCode == HttpStatusCode.Created)
            {
                Interlocked.Increment(ref opened);
            }
            else
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            }
        });
        Assert.DoesNotContain(app.Logs.Lines, line => line.Level == LogLevel.Error);
        return opened;
    }

    private sealed class RecordingLedger : ISlotLedger
    {
        public ConcurrentQueue<(string Holder, SlotLimit Limit)> Calls { get; } = [];

        public Exception? Fails { get; init; }

        public SlotReservation Answer { get; init; } = SlotReservation.Granted;

        public ValueTask<SlotReservation> TryReserveAsync(string holder, SlotLimit limit, CancellationToken cancellationToken)
        {
            Calls.Enqueue((holder, limit));
            return Fails is null ? new(Answer) : throw Fails;
        }
    }
}
