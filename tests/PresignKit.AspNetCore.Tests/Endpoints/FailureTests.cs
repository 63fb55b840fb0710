using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Tests.EndToEnd;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>Whatever fails, the client receives ProblemDetails with a code, and neither an exception's text nor a secret.</summary>
public sealed class FailureTests
{
    private const string Secret = "Password=hunter2";

    private const string LongSecret =
        "hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-"
        + "hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2";

    private static readonly object Upload = new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = 64 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData(".")]
    [InlineData(LongSecret)]
    public async Task Open_KeyValueIsMissingOrBad_Is500WithoutTheValue(string? value)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Video = policy => policy.Key = "of/{tenant}/{id}{ext}");
        app.Application.Decide = _ => UploadDecision.Allow(value is null ? null : new Dictionary<string, string> { ["tenant"] = value });

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        var problem = await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.DoesNotContain("hunter2", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("tenant", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(app.Logs.Lines, line => line is { Level: LogLevel.Error, EventId: 21 } && line.Text.Contains("'tenant'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_StoreIsNotReady_Is503AndLogsTheReasonWithoutAStackTrace()
    {
        await using var app = await TestApp.StartAsync();
        app.Application.Decide = _ => throw new StoreException(ErrorCodes.StoreNotReady, "Store 'media' is open to everybody.");

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        var problem = await response.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, ErrorCodes.StoreNotReady);
        Assert.DoesNotContain("everybody", problem.GetRawText(), StringComparison.Ordinal);
        var line = Assert.Single(app.Logs.Lines, line => line is { Level: LogLevel.Error });
        Assert.Equal((12, "No slot can be opened: Store 'media' is open to everybody."), (line.EventId, line.Text.TrimEnd()));
    }

    [Theory]
    [InlineData("${filename}")]
    [InlineData("a${filename}")]
    public async Task Open_KeyValueWithAVariableOfForms_IsNotExpandedByAnyStore(string value)
    {
        await using var store = await StoreFixture.StartAsync(policy => (policy.Key, policy.Transport) = ("of/{tenant}/{id}{ext}", UploadTransport.Post));
        store.App.Application.Decide = _ => UploadDecision.Allow(new Dictionary<string, string> { ["tenant"] = value });

        using var response = await store.App.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(System.Security.Cryptography.CryptographicException))]
    public async Task Open_ApplicationThrows_Is500WithoutItsText(Type type)
    {
        await using var app = await TestApp.StartAsync();
        app.Application.Decide = _ => throw (Exception)Activator.CreateInstance(type, Secret)!;

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
    }

    [Theory]
    [InlineData(ErrorCodes.KeyValueInvalid)]
    [InlineData(ErrorCodes.MetadataNotAllowed)]
    [InlineData(ErrorCodes.PolicyOfOtherStore)]
    public async Task Open_ApplicationAsksForWhatThePolicyForbids_Is500(string code)
    {
        await using var app = await TestApp.StartAsync();
        app.Application.Decide = _ => throw new PolicyViolationException(code, Secret);

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
    }

    [Theory]
    [InlineData(ErrorCodes.RegionUnknown, HttpStatusCode.BadGateway, "region-unknown")]
    [InlineData(ErrorCodes.ObjectChanged, HttpStatusCode.ServiceUnavailable, "store-unavailable")]
    [InlineData("a-code-of-another-provider", HttpStatusCode.ServiceUnavailable, "store-unavailable")]
    public async Task Open_StoreFailsWithAnUncommonCode_IsAFailureOfTheStore(string code, HttpStatusCode status, string expected)
    {
        await using var app = await TestApp.StartAsync();
        app.Store.Fails = new StoreException(code, Secret);

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await ShouldHideAsync(app, response, status, expected);
        Assert.Contains(app.Logs.Lines, line => line.EventId == 5 && line.Text.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyRoute_ApplicationCannotBeCreated_Is500()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Services = builder =>
        {
            builder.Services.RemoveAll<IPresignKitApplication>();
            builder.Services.AddScoped<IPresignKitApplication>(_ => throw new InvalidOperationException(Secret));
        });

        foreach (var send in AllRoutes(app.Client))
        {
            using var response = await send();
            await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
        }
    }

    [Fact]
    public async Task AnyRoute_UserIdThrows_Is500()
    {
        await using var app = await TestApp.StartAsync(setup =>
            setup.Endpoints = options => options.UserId = _ => throw new InvalidOperationException(Secret));

        foreach (var send in AllRoutes(app.Client))
        {
            using var response = await send();
            await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
        }
    }

    [Fact]
    public async Task AnyRoute_UserWithoutId_Is403()
    {
        await using var app = await TestApp.StartAsync();
        using var nameless = app.ClientOf("");

        foreach (var send in AllRoutes(nameless))
        {
            using var response = await send();
            await response.ShouldFailAsync(HttpStatusCode.Forbidden, "user-id-missing");
        }
    }

    [Fact]
    public async Task AnyRoute_FilterOfTheApplicationThrows_Is500()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Map = a => a.MapPresignKit("/files").RequireAuthorization()
            .AddEndpointFilter((_, _) => throw new InvalidOperationException(Secret)));

        foreach (var send in AllRoutes(app.Client))
        {
            using var response = await send();
            await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
        }
    }

    [Fact]
    public async Task AnyRoute_AuthenticationThrows_Is500()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Services = builder =>
        {
            builder.Environment.EnvironmentName = "Production";
            builder.Services.AddSingleton<IClaimsTransformation, ThrowingTransformation>();
        });

        foreach (var send in AllRoutes(app.Client))
        {
            using var response = await send();
            await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
        }
    }

    [Fact]
    public async Task AnyRoute_NobodySignedIn_Is401()
    {
        await using var app = await TestApp.StartAsync();
        using var anonymous = app.ClientOf(null);

        foreach (var send in AllRoutes(anonymous))
        {
            using var response = await send();
            await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        }
    }

    [Fact]
    public async Task AnyRoute_CookiesAndNobodySignedIn_Is401AndNoRedirectToALoginPage()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Services = builder => builder.Services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie());
        using var anonymous = app.ClientOf(null);

        foreach (var send in AllRoutes(anonymous))
        {
            using var response = await send();
            await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        }
    }

    [Fact]
    public async Task AnyRoute_AuthorizationDenies_Is403()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Map = a => a.MapPresignKit("/files").RequireAuthorization(p => p.RequireRole("staff")));

        foreach (var send in AllRoutes(app.Client))
        {
            using var response = await send();
            await response.ShouldFailAsync(HttpStatusCode.Forbidden, "access-denied");
        }
    }

    [Fact]
    public async Task AnyRoute_ApplicationAnswersChallengesItself_ItsAnswerStays()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Map = a =>
        {
            a.UseStatusCodePages("text/plain", "mine: {0}");
            a.UseAuthentication();
            a.UseAuthorization();
            a.MapPresignKit("/files").RequireAuthorization();
        });
        using var anonymous = app.ClientOf(null);

        using var response = await anonymous.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        Assert.Equal((HttpStatusCode.Unauthorized, "mine: 401"), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task AnyRoute_RateLimiterOfTheApplicationRejects_Is429()
    {
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddRateLimiter(limits =>
            {
                limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limits.AddPolicy("none", _ => RateLimitPartition.GetConcurrencyLimiter(0, _ => new() { PermitLimit = 1, QueueLimit = 0 }));
            });
            setup.Map = a =>
            {
                a.UseRateLimiter();
                a.MapPresignKit("/files").RequireAuthorization().RequireRateLimiting("none");
                a.MapGet("/hold", (HttpContext context) =>
                {
                    isHeld.SetResult();
                    return Task.Delay(Timeout.Infinite, context.RequestAborted);
                }).RequireRateLimiting("none");
            };
        });
        using var holding = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var held = app.Client.GetAsync("/hold", holding.Token);
        await isHeld.Task;

        foreach (var send in AllRoutes(app.Client))
        {
            using var response = await send();
            await response.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        }

        await holding.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task AnyRoute_TimeoutOfTheApplication_KeepsItsStatus()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddRequestTimeouts();
            setup.Map = a =>
            {
                a.UseRequestTimeouts();
                a.MapPresignKit("/files").RequireAuthorization().WithRequestTimeout(TimeSpan.FromMilliseconds(50))
                    .AddEndpointFilter(async (context, next) =>
                    {
                        await Task.Delay(Timeout.Infinite, context.HttpContext.RequestAborted);
                        return await next(context);
                    });
            };
        });

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await response.ShouldFailAsync(HttpStatusCode.GatewayTimeout, "application-error");
    }

    [Theory]
    [InlineData("GET", "/files/slots", "POST")]
    [InlineData("PUT", "/files/slots", "POST")]
    [InlineData("DELETE", "/files/slots/complete", "POST")]
    [InlineData("GET", "/files/slots/complete", "POST")]
    [InlineData("POST", "/files/downloads/upload-1", "GET")]
    [InlineData("PATCH", "/files/downloads/upload-1", "GET")]
    public async Task AnyRoute_OtherMethod_Is405(string method, string path, string allowed)
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(new(method), path);

        using var response = await app.Client.SendAsync(request, Cancellation);

        await response.ShouldFailAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal([allowed], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Group_EndpointsOfTheApplication_FailAsTheApplicationDecides()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Map = a =>
        {
            var group = a.MapPresignKit("/files");
            group.RequireAuthorization();
            group.MapGet("/slots", () => "mine");
            group.MapGet("/teapot", () => Results.StatusCode(418));
        });

        using var same = await app.Client.GetAsync("/files/slots", Cancellation);
        using var own = await app.Client.GetAsync("/files/teapot", Cancellation);
        using var missing = await app.Client.GetAsync("/files/else", Cancellation);

        Assert.Equal("mine", await same.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((418, ""), ((int)own.StatusCode, await own.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal((404, ""), ((int)missing.StatusCode, await missing.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <summary>Without its own calls, the platform puts authentication before everything else, also before CORS.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task AnyRoute_PreflightOfAnotherOrigin_IsAnsweredByCors(bool onTheGroup, bool corsFirst)
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddCors(cors =>
                cors.AddPolicy("pages", policy => policy.WithOrigins("https://app.example.com").AllowAnyHeader().AllowAnyMethod()));
            setup.Map = a =>
            {
                _ = onTheGroup ? a.UseCors() : a.UseCors("pages");
                _ = corsFirst ? a.UseAuthentication().UseAuthorization() : a;
                var group = a.MapPresignKit("/files").RequireAuthorization();
                _ = onTheGroup ? group.RequireCors("pages") : group;
            };
        });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/files/slots")
        {
            Headers =
            {
                { "Origin", "https://app.example.com" },
                { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "content-type" },
            },
        };
        using var anonymous = app.ClientOf(null);
        anonymous.DefaultRequestHeaders.Add("Origin", "https://app.example.com");

        using var allowed = await anonymous.SendAsync(preflight, Cancellation);
        using var failed = await anonymous.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        await failed.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        Assert.Equal(corsFirst, failed.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/files/slots", "Transfer-Encoding: chunked", "zz\r\n")]
    [InlineData("/files/slots/complete", "Transfer-Encoding: chunked", "2\r\n{}xx\r\n")]
    public async Task AnyRoute_BodyThatIsNoHttp_Is400(string path, string header, string body)
    {
        await using var app = await TestApp.StartAsync();

        var response = await SendRawAsync(
            app, $"POST {path} HTTP/1.1\r\nHost: a\r\nX-Test-User: anna\r\nContent-Type: application/json\r\n{header}\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 400 ", response, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request-invalid\"", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ClientIsGone_IsNotLoggedAsAFailure()
    {
        await using var app = await TestApp.StartAsync();
        var isRunning = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Application.DecideAsync = async cancellation =>
        {
            isRunning.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        };
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var sending = app.Client.PostAsJsonAsync("/files/slots", Upload, abort.Token);
        await isRunning.Task;

        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await app.Logs.WaitForAsync("Request finished HTTP/1.1 POST");

        Assert.DoesNotContain(app.Logs.Lines, line => line.EventId is 20 or 21 && line.Category.StartsWith("PresignKit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyRoute_KeyRingCannotBeRead_Is503AndNoUploadIsLost()
    {
        var folder = Directory.CreateTempSubdirectory("presignkit-keys-");
        IDataProtectionProvider Keys() => DataProtectionProvider.Create(folder, builder => builder.SetApplicationName("test"));
        try
        {
            string token;
            await using (var before = await TestApp.StartAsync(setup => setup.Protection = Keys()))
            {
                token = (await before.OpenAsync(64)).GetProperty("token").GetString()!;
            }

            foreach (var key in folder.GetFiles("*.xml"))
            {
                await File.WriteAllTextAsync(key.FullName, Secret, Cancellation);
            }

            await using var app = await TestApp.StartAsync(setup => setup.Protection = Keys());
            using var opening = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);
            using var completing = await app.Client.PostAsJsonAsync("/files/slots/complete", new { token }, Cancellation);

            await opening.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "tokens-unavailable");
            await completing.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "tokens-unavailable");
            Assert.Contains(
                app.Logs.Lines, line => line is { Level: LogLevel.Error, EventId: 20 } && line.Text.Contains("XmlException", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Open_UserIdThatDoesNotFitIntoAToken_Is500()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Endpoints = options => options.UserId = _ => new('a', 9_000));

        using var response = await app.Client.PostAsJsonAsync("/files/slots", Upload, Cancellation);

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
    }

    [Fact]
    public async Task Complete_ApplicationReturnsNull_Is500()
    {
        await using var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(64);
        app.Send(slot);
        app.Application.AcceptFails = new JsonException(Secret);

        using var response = await app.CompleteAsync(slot);

        await ShouldHideAsync(app, response, HttpStatusCode.InternalServerError, "application-error");
        Assert.Single(app.Store.Stored);
    }

    private static IEnumerable<Func<Task<HttpResponseMessage>>> AllRoutes(HttpClient client) =>
    [
        () => client.PostAsJsonAsync("/files/slots", Upload, Cancellation),
        () => client.PostAsJsonAsync("/files/slots/complete", new { token = "a" }, Cancellation),
        () => client.GetAsync("/files/downloads/upload-1", Cancellation),
    ];

    private static async Task ShouldHideAsync(TestApp app, HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.ShouldFailAsync(status, code);
        Assert.DoesNotContain("hunter2", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(app.Logs.Lines, line => line.Level == LogLevel.Error && line.Text.Contains(Secret, StringComparison.Ordinal));
    }

    private static async Task<string> SendRawAsync(TestApp app, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private sealed class ThrowingTransformation : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) => throw new InvalidOperationException(Secret);
    }
}
