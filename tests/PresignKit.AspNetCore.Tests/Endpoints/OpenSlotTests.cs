using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class OpenSlotTests
{
    [Theory]
    [InlineData("image/png", "clip.png")]
    [InlineData("text/html", "clip.mp4")]
    [InlineData("", "clip.exe")]
    [InlineData(null, "clip")]
    [InlineData("application/octet-stream", "clip.png")]
    [InlineData("video/*", "clip")]
    [InlineData("video/mp4\r\nX-Evil: 1", "clip")]
    public async Task Open_TypeThatIsNotAllowed_Is415(string? contentType, string fileName)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, new { policy = "video", fileName, contentType, size = 64 });

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "content-type-not-allowed");
        Assert.Equal("video/mp4, video/webm", problem.GetProperty("limit").GetString());
        AssertNothingHappened(app);
    }

    [Theory]
    [InlineData("sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", null, null)]
    [InlineData(null, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", null)]
    [InlineData("SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", ErrorCodes.ChecksumInvalid)]
    [InlineData("crc32c:NhCm", null, ErrorCodes.ChecksumInvalid)]
    [InlineData("NhCmhg==", null, ErrorCodes.ChecksumInvalid)]
    [InlineData("", null, ErrorCodes.ChecksumInvalid)]
    [InlineData(null, "ungWv48Bz", ErrorCodes.ChecksumInvalid)]
    [InlineData("crc32c:NhCmhg==", null, ErrorCodes.ChecksumNotAvailable)]
    public async Task Open_Checksum_IsAcceptedIfItIsOneAndTheStoreComparesIt(string? checksum, string? checksumSha256, string? code)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(
            app, new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = 64, checksum, checksumSha256 });

        if (code is null)
        {
            var slot = await response.ShouldBeAsync(HttpStatusCode.Created);
            Assert.Equal("enforcedByStore", slot.GetProperty("guarantees").GetProperty("checksum").GetString());
        }
        else
        {
            await response.ShouldFailAsync(HttpStatusCode.BadRequest, code);
        }
    }

    [Theory]
    [InlineData(null, "clip.mp4", "video/mp4")]
    [InlineData("", "CLIP.MP4", "video/mp4")]
    [InlineData("application/octet-stream", "clip.webm", "video/webm")]
    [InlineData("video/x-m4v", "clip.m4v", "video/mp4")]
    [InlineData("Video/MP4; codecs=avc1", "clip", "video/mp4")]
    [InlineData("what even is this", "clip.mp4", "video/mp4")]
    public async Task Open_EmptyOrOddType_IsInferred(string? contentType, string fileName, string expected)
    {
        await using var app = await TestApp.StartAsync();

        var slot = await app.OpenAsync(new { policy = "video", fileName, contentType, size = 64 });

        Assert.Equal(expected, slot.GetProperty("contentType").GetString());
        Assert.Equal(expected, slot.GetProperty("request").GetProperty("headers").GetProperty("Content-Type").GetString());
    }

    [Theory]
    [InlineData(100_001, HttpStatusCode.RequestEntityTooLarge, ErrorCodes.TooLarge, "100000")]
    [InlineData(long.MaxValue, HttpStatusCode.RequestEntityTooLarge, ErrorCodes.TooLarge, "100000")]
    [InlineData(9, HttpStatusCode.BadRequest, ErrorCodes.TooSmall, "10")]
    [InlineData(0, HttpStatusCode.BadRequest, ErrorCodes.TooSmall, "10")]
    [InlineData(-1, HttpStatusCode.BadRequest, ErrorCodes.SizeInvalid, null)]
    [InlineData(long.MinValue, HttpStatusCode.BadRequest, ErrorCodes.SizeInvalid, null)]
    public async Task Open_SizeOutsideThePolicy_ReportsTheLimit(long size, HttpStatusCode status, string code, string? limit)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size });

        var problem = await response.ShouldFailAsync(status, code);
        Assert.Equal(limit, problem.TryGetProperty("limit", out var said) ? said.GetString() : null);
        AssertNothingHappened(app);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\..\\windows\\system.ini")]
    [InlineData("/etc/passwd")]
    [InlineData("a\u202Egpj.exe")]
    [InlineData("a\r\nX-Evil: 1.mp4")]
    [InlineData("a\0.mp4")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Open_HostileFileName_Is400(string fileName)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, new { policy = "video", fileName, contentType = "video/mp4", size = 64 });

        await response.ShouldFailAsync(HttpStatusCode.BadRequest, "file-name-invalid");
        AssertNothingHappened(app);
    }

    [Fact]
    public async Task Open_FileNameOf2000Characters_Is400()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(
            app, new { policy = "video", fileName = new string('a', 1996) + ".mp4", contentType = "video/mp4", size = 64 });

        var problem = await response.ShouldFailAsync(HttpStatusCode.BadRequest, "file-name-invalid");
        Assert.Contains("2000", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        AssertNothingHappened(app);
    }

    [Fact]
    public async Task Open_UnknownPolicy_Is404WithoutTheConfiguredNames()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, new { policy = "vidéo\r\n", fileName = "clip.mp4", contentType = "video/mp4", size = 64 });

        var problem = await response.ShouldFailAsync(HttpStatusCode.NotFound, "unknown-policy");
        Assert.DoesNotContain("transcript", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        AssertNothingHappened(app);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"video\"")]
    [InlineData("""{"policy":"video","size":64}""")]
    [InlineData("""{"policy":null,"fileName":"clip.mp4","size":64}""")]
    [InlineData("""{"policy":"video","fileName":null,"size":64}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":"64"}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64.5}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":1e400}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":9223372036854775808}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64,"size":65}""")]
    [InlineData("""{"policy":["video"],"fileName":"clip.mp4","size":64}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64,"context":{"a":null}}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64,"context":{"a":{"b":1}}}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64,"context":{"":"a"}}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64,"more":[[[[[[[[[[1]]]]]]]]]]}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","size":64}{"size":65}""")]
    public async Task Open_BodyThatIsNotTheExpectedJson_Is400(string body)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, body, "application/json");

        await response.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        AssertNothingHappened(app);
    }

    [Theory]
    [InlineData("", "The request body is not valid JSON.")]
    [InlineData("{", "The request body is not valid JSON.")]
    [InlineData("[1", "The request body is not valid JSON.")]
    [InlineData("""{"policy":"video"}{}""", "The request body is not valid JSON.")]
    [InlineData("""{"policy":"video","\ud800":1}""", "The request body is not valid JSON.")]
    [InlineData("[]", "The request body is not a JSON object. Send an object.")]
    [InlineData("null", "The request body is null. Send a JSON object.")]
    [InlineData("""{"size":64}""", "The required fields 'policy', 'fileName' are missing from the request body.")]
    [InlineData(
        """{"policy":"video","filename":"clip.mp4","size":64}""",
        "The required field 'fileName' is missing from the request body. 'filename' is not a known field; names are case-sensitive.")]
    [InlineData("""{"policy":"video","<b>":"clip.mp4","size":64}""", "The required field 'fileName' is missing from the request body.")]
    [InlineData(
        """{"policy":"video","fileName":"clip.mp4","size":"64"}""",
        "The field '$.size' of the request body has a wrong type or an unknown value, is null, or has a name twice. Send a documented value.")]
    [InlineData(
        """{"policy":null,"fileName":"clip.mp4","size":64}""",
        "The field '$.policy' of the request body has a wrong type or an unknown value, is null, or has a name twice. Send a documented value.")]
    [InlineData(
        """{"policy":"video","fileName":"clip.mp4","size":64,"siz\u0065":65}""",
        "The field 'size' occurs more than once in the request body. Send it once.")]
    [InlineData(
        """{"policy":"video","fileName":"clip.mp4","size":64,"context":{"a-b":{"b":1}}}""",
        "A field of the request body has a wrong type or an unknown value, is null, or has a name twice. Send documented values.")]
    public async Task Open_BodyThatIsNotTheExpectedJson_SaysWhatIsWrong(string body, string detail)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, body, "application/json");

        var problem = await response.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Open_NameOfUnknownFieldIsLong_IsNotShown()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, $$"""{"{{new string('x', 65)}}":1,"policy":"video","size":64}""", "application/json");

        var problem = await response.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.DoesNotContain("xx", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SlotHasAnotherContentTypeThanTheApplicationAllowed_Is500()
    {
        var issuer = Substitute.For<IPresignedUrlIssuer>();
        issuer.StoreName.Returns("media");
        issuer.CheckUpload(Arg.Any<UploadRequest>()).Returns(call => call.Arg<UploadRequest>());
        issuer.OpenUploadSlotAsync(Arg.Any<UploadRequest>(), Arg.Any<CancellationToken>()).Returns(new UploadSlot
        {
            StoreName = "media",
            Policy = "video",
            Key = new("uploads/a.html"),
            ContentType = "text/html",
            Size = 64,
            Transport = UploadTransport.Put,
            ExpiresAt = TestApp.Now,
            LimitedBy = ExpiryLimit.Policy,
            Declaration = new() { StoreName = "media", Policy = "video", Key = new("uploads/a.html"), ContentType = "text/html", Size = 64 },
            Guarantees = new(
                GuaranteeLevel.NotEnforced,
                GuaranteeLevel.NotEnforced,
                GuaranteeLevel.NotEnforced,
                GuaranteeLevel.NotEnforced,
                GuaranteeLevel.NotEnforced),
        });
        var issuers = Substitute.For<IPresignedUrlIssuerFactory>();
        issuers.GetIssuerForUpload("video").Returns(issuer);
        await using var app = await TestApp.StartAsync(setup => setup.Services = builder => builder.Services.AddSingleton(issuers));

        using var response = await PostAsync(app, new { policy = "video", fileName = "a.mp4", contentType = "video/mp4", size = 64 });

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.DoesNotContain("text/html", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(
            app.Logs.Lines,
            line => line.Text.Contains("a slot for 'text/html', but the application allowed 'video/mp4'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=a")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData(null)]
    public async Task Open_BodyThatOtherSitesCanSend_Is415(string? mediaType)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostAsync(app, """{"policy":"video","fileName":"clip.mp4","size":64}""", mediaType);

        await response.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "request-invalid");
        AssertNothingHappened(app);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_BodyOverTheLimit_Is413(bool chunked)
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/files/slots")
        {
            Content = new StringContent(
                $$"""{"policy":"video","fileName":"clip.mp4","size":64,"more":"{{new string('a', 20_000)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "request-invalid");
        AssertNothingHappened(app);
    }

    [Fact]
    public async Task Open_ContextOverTheLimit_Is400()
    {
        await using var app = await TestApp.StartAsync();
        var context = Enumerable.Range(0, 17).ToDictionary(i => i.ToString(CultureInfo.InvariantCulture), _ => "x");

        using var many = await PostAsync(app, new { policy = "video", fileName = "clip.mp4", size = 64, context });
        using var longOne = await PostAsync(
            app, new { policy = "video", fileName = "clip.mp4", size = 64, context = new { a = new string('x', 2048) } });

        await many.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        await longOne.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        AssertNothingHappened(app);
    }

    [Fact]
    public async Task Open_LongestValues_FitIntoTheToken()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Video = policy => policy.Key = "uploads/{id}{ext}");

        var slot = await app.OpenAsync(new
        {
            policy = "video",
            fileName = new string('€', 251) + ".mp4",
            size = 64,
            context = new { a = new string('€', 682) },
        });
        app.Send(slot);

        using var completed = await app.CompleteAsync(slot);
        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(682, app.Application.Accepted.Single().Ticket.Context["a"].Length);
    }

    [Fact]
    public async Task Open_ApplicationDenies_Is403WithItsReason()
    {
        await using var app = await TestApp.StartAsync();
        app.Application.Decide = _ => UploadDecision.Deny("Your quota of 3 videos is used up.");

        using var response = await PostAsync(app, new { policy = "video", fileName = "clip.mp4", size = 64, context = new { album = "7" } });

        var problem = await response.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        Assert.Equal("Your quota of 3 videos is used up.", problem.GetProperty("detail").GetString());
        var ticket = Assert.Single(app.Application.Authorized);
        Assert.Equal(
            ("anna", "media", "video", "clip.mp4", "video/mp4", 64L, "7"),
            (ticket.UserId, ticket.StoreName, ticket.Policy, ticket.FileName, ticket.ContentType, ticket.Size, ticket.Context["album"]));
        Assert.Throws<InvalidOperationException>(() => ticket.SlotKey);
    }

    [Fact]
    public async Task Open_ApplicationReturnsKeyValues_TheyAreInTheKey()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Video = policy => policy.Key = "of/{user}/{id}{ext}");
        app.Application.Decide = ticket => UploadDecision.Allow(new Dictionary<string, string> { ["user"] = ticket.UserId! });

        var slot = await app.OpenAsync(64);

        Assert.StartsWith("of/anna/", slot.GetProperty("key").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ApplicationOmitsKeyValues_Is500()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Video = policy => policy.Key = "of/{user}/{id}{ext}");

        using var response = await PostAsync(app, new { policy = "video", fileName = "clip.mp4", size = 64 });

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
    }

    [Fact]
    public async Task Open_WithoutUser_Is401()
    {
        await using var app = await TestApp.StartAsync();
        using var anonymous = app.ClientOf(null);

        using var response = await anonymous.PostAsJsonAsync(
            "/files/slots", new { policy = "video", fileName = "clip.mp4", size = 64 }, TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        AssertNothingHappened(app);
    }

    [Fact]
    public async Task Open_UserWithoutId_Is403AndTheLogSaysWhatToChange()
    {
        await using var app = await TestApp.StartAsync();
        using var nameless = app.ClientOf("");

        using var response = await nameless.PostAsJsonAsync(
            "/files/slots", new { policy = "video", fileName = "clip.mp4", size = 64 }, TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.Forbidden, "user-id-missing");
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("options.UserId", StringComparison.Ordinal));
        AssertNothingHappened(app);
    }

    [Theory]
    [InlineData(ErrorCodes.StoreUnavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(ErrorCodes.CredentialsExpired, HttpStatusCode.ServiceUnavailable)]
    [InlineData(ErrorCodes.StoreAccessDenied, HttpStatusCode.BadGateway)]
    public async Task Open_StoreFails_LogsTheReasonAndHidesItFromTheClient(string code, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        app.Store.Fails = new StoreException(code, "bucket secret-bucket at http://10.0.0.7");

        using var response = await PostAsync(app, new { policy = "video", fileName = "clip.mp4", size = 64 });

        var problem = await response.ShouldFailAsync(status, code);
        Assert.DoesNotContain("secret-bucket", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(app.Logs.Lines, line => line.EventId == 5 && line.Text.Contains("secret-bucket", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> PostAsync(TestApp app, object request) =>
        app.Client.PostAsJsonAsync("/files/slots", request, TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> PostAsync(TestApp app, string body, string? mediaType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (mediaType is not null)
        {
            content.Headers.Add("Content-Type", mediaType);
        }

        return await app.Client.PostAsync("/files/slots", content, TestContext.Current.CancellationToken);
    }

    private static void AssertNothingHappened(TestApp app)
    {
        Assert.Empty(app.Application.Authorized);
        Assert.Empty(app.Store.Stored);
    }
}
