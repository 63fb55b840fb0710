using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Uppy;

/// <summary>What Uppy would never send, or a page that was written wrongly.</summary>
public sealed class UppyBadInputTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public async Task AllRoutes_UploadOfAnotherUser_AreRefused()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1);
        using var ben = app.ClientOf("ben");
        var stolen = upload with { Client = ben };

        foreach (var send in new[]
                 {
                     () => stolen.GetPartAsync("2"), () => stolen.GetBatchAsync("2"), stolen.GetListAsync, () => stolen.CompleteAsync(), stolen.DeleteAsync,
                 })
        {
            using var answer = await send();
            await answer.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        }

        Assert.Equal(1, app.Store.OpenUploads);
        Assert.Single(await upload.ListAsync());
    }

    [Fact]
    public async Task AllRoutes_NobodySignedIn_AreRefused()
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Map = a => a.MapUppyCompanion("/companion", "video").AllowAnonymous());
        var upload = await UppyApp.CreateAsync(app);
        using var nobody = app.ClientOf(null);
        var stolen = upload with { Client = nobody };

        foreach (var send in new[]
                 {
                     () => UppyApp.PostCreateAsync(nobody, new { size = UppyApp.Size }), () => stolen.GetPartAsync("2"), () => stolen.GetBatchAsync("2"),
                     stolen.GetListAsync, () => stolen.CompleteAsync(), stolen.DeleteAsync,
                 })
        {
            using var answer = await send();
            await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        }

        Assert.Equal(1, app.Store.OpenUploads);
    }

    /// <summary>Forms are bound to nobody then, as are the slots of MapPresignKit.</summary>
    [Fact]
    public async Task Form_NobodySignedIn_IsAccepted()
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Map = a => a.MapUppyCompanion("/companion", "video").AllowAnonymous());
        using var nobody = app.ClientOf(null);
        var form = await UppyApp.FormAsync(app, nobody);
        UppyApp.Send(app, form);

        using var ofUser = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));
        using var completed = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form), nobody);

        await ofUser.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        await completed.ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>Each character in turn, so that no part of the key is unprotected.</summary>
    [Fact]
    public async Task Key_OneBitChangedAnywhere_IsInvalid()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        for (var i = 0; i < upload.Key.Length; i++)
        {
            for (var bit = 1; bit < 64; bit <<= 1)
            {
                // All characters at the end, where base64 may have bits that no byte uses.
                if (i < upload.Key.Length - 2 && bit != 1 << (i % 6))
                {
                    continue;
                }

                var key = upload.Key.ToCharArray();
                key[i] = Alphabet[Alphabet.IndexOf(key[i], StringComparison.Ordinal) ^ bit];
                using var answer = await (upload with { Key = new(key) }).GetPartAsync("1");
                await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
            }
        }
    }

    [Theory]
    [InlineData("", "request-invalid")]
    [InlineData("?key=", "request-invalid")]
    [InlineData("?key=a&key=b", "request-invalid")]
    [InlineData("?key=abc", "token-invalid")]
    [InlineData("?key=%F0%9F%98%80", "token-invalid")]
    [InlineData("?key=../../x%00", "token-invalid")]
    [InlineData("?Key=abc", "token-invalid")] // Names in queries ignore letter case.
    public async Task Key_MissingOrGarbage_IsInvalid(string query, string code)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await app.Client.GetAsync($"/companion/s3/multipart/{upload.Id}/1{query}", UppyApp.Cancellation);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Key_WhiteSpaceAdded_IsInvalid()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        foreach (var key in new[] { upload.Key + " ", upload.Key + "\n", upload.Key + "=", " " + upload.Key, upload.Key + upload.Key })
        {
            using var answer = await (upload with { Key = key }).GetPartAsync("1");
            await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        }
    }

    [Fact]
    public async Task Key_SlotTokenInItsPlace_IsInvalid()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        var slot = await app.OpenAsync(new
        {
            policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = UppyApp.Size, transports = new[] { "multipart" },
        });

        using var answer = await (upload with { Key = slot.GetProperty("token").GetString()! }).GetPartAsync("1");

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
    }

    [Theory]
    [InlineData("other")]
    [InlineData("%2F")]
    [InlineData("..%2F1")]
    public async Task UploadId_NotThatOfTheKey_IsInvalid(string id)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        var second = await UppyApp.CreateAsync(app);

        using var made = await app.Client.GetAsync($"/companion/s3/multipart/{id}/1?key={upload.Key}", UppyApp.Cancellation);
        using var exchanged = await (second with { Key = upload.Key }).GetPartAsync("1");
        using var deleted = await (second with { Key = upload.Key }).DeleteAsync();

        await made.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        await exchanged.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        await deleted.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        Assert.Equal(2, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Key_OfTheRoutesOfAnotherPolicy_IsInvalid()
    {
        await using var app = await UppyApp.StartAsync(setup =>
        {
            setup.PresignKit = builder => builder.AddUploadPolicy("movie", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.MaximumSize = 100_000_000;
            });
            setup.Map = a =>
            {
                a.MapUppyCompanion("/companion", "video").RequireAuthorization();
                a.MapUppyCompanion("/movies", "movie").RequireAuthorization();
            };
        });
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await app.Client.GetAsync($"/movies/s3/multipart/{upload.Id}/1?key={upload.Key}", UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("99999999999999999999")]
    [InlineData("1.0")]
    [InlineData("one")]
    [InlineData("%201")]
    [InlineData("+1")]
    [InlineData("complete")]
    [InlineData("%D9%A1")] // A digit, but not an ASCII one.
    public async Task PartNumber_OutsideThePlan_IsInvalid(string number)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await upload.GetPartAsync(number);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "part-number-invalid");
    }

    [Theory]
    [InlineData("", "part-number-invalid")]
    [InlineData("1,", "part-number-invalid")]
    [InlineData("1,1", "part-number-invalid")]
    [InlineData("1,4", "part-number-invalid")]
    [InlineData("1;2", "part-number-invalid")]
    [InlineData("1&partNumbers=1", "part-number-invalid")]
    public async Task Batch_Garbage_IsInvalid(string numbers, string code)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await upload.GetBatchAsync(numbers);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Batch_TooManyNumbers_IsInvalid()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);

        using var answer = await upload.GetBatchAsync(string.Join(',', Enumerable.Repeat(1, 1_001)));

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Theory]
    [InlineData(null, "size-missing")]
    [InlineData("", "size-missing")]
    [InlineData("-1", "size-invalid")]
    [InlineData("1e3", "size-invalid")]
    [InlineData("64.0", "size-invalid")]
    [InlineData("0x40", "size-invalid")]
    [InlineData("NaN", "size-invalid")]
    [InlineData("undefined", "size-missing")]
    [InlineData("null", "size-missing")]
    [InlineData("%2064", "size-invalid")]
    [InlineData("99999999999999999999999", "size-invalid")]
    [InlineData("9", "too-small")]
    public async Task Parameters_BadSize_SaysHowToAddIt(string? size, string code)
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(size), UppyApp.Cancellation);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, code);
        var message = problem.GetProperty("message").GetString()!;
        Assert.Equal(code == "size-missing", message.Contains("setFileMeta(f.id, { size: f.size })", StringComparison.Ordinal));
        Assert.Empty(app.Store.Records);
    }

    [Theory]
    [InlineData("{}", "size-missing")]
    [InlineData("""{"size":null}""", "size-missing")]
    [InlineData("""{"size":""}""", "size-missing")]
    [InlineData("""{"size":-5}""", "size-invalid")]
    [InlineData("""{"size":1.5}""", "size-invalid")]
    [InlineData("""{"size":true}""", "size-invalid")]
    [InlineData("""{"size":"large"}""", "size-invalid")]
    [InlineData("""{"size":1e30}""", "size-invalid")]
    [InlineData("""{"size":[64]}""", "request-invalid")]
    [InlineData("""{"size":{"valueOf":64}}""", "request-invalid")]
    [InlineData("""{"size":64,"size":65}""", "request-invalid")]
    [InlineData("""{"size":64,"album":["a"]}""", "request-invalid")]
    [InlineData("""{"size":64,"":"a"}""", "request-invalid")]
    [InlineData("""{"size":64,"a":"\ud800"}""", "request-invalid")]
    [InlineData("[]", "request-invalid")]
    [InlineData("\"size\"", "request-invalid")]
    [InlineData("""{"size":100000000,"chunkSize":5242879}""", "part-size-invalid")]
    [InlineData("""{"size":100000000,"chunkSize":0}""", "part-size-invalid")]
    [InlineData("""{"size":100000000,"chunkSize":-1}""", "part-size-invalid")]
    [InlineData("""{"size":100000000,"chunkSize":"big"}""", "part-size-invalid")]
    [InlineData("""{"size":100000000,"chunkSize":5368709121}""", "part-size-invalid")]
    [InlineData("""{"size":52428800001,"chunkSize":5242880}""", "part-size-invalid")]
    public async Task Create_BadMetadata_IsRefusedWithItsCode(string metadata, string code)
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await app.Client.PostAsync(
            "/companion/s3/multipart",
            new StringContent($$"""{"filename":"clip.mp4","type":"video/mp4","metadata":{{metadata}}}""", Encoding.UTF8, "application/json"),
            UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Create_HugeSize_IsTooLarge()
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await UppyApp.PostCreateAsync(app.Client, new { size = long.MaxValue });

        await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("&metadata%5Bsize%5D=65")]
    [InlineData("&metadata%5Ba%5D%5B%5D=x")]
    [InlineData("&metadata%5Ba%5D%5Bb%5D=x")]
    [InlineData("&metadata%5B%5D=x")]
    [InlineData("&metadata%5Ba=x")]
    [InlineData("&metadata=x")]
    [InlineData("&filename=other.mp4")]
    public async Task Parameters_ArraysAndObjects_AreInvalid(string more)
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(more: more), UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task Create_OddNames_AreOrdinaryContext()
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await app.Client.PostAsync(
            "/companion/s3/multipart",
            new StringContent(
                """{"type":"video/mp4","metadata":{"name":"Ω.mp4","size":6000000,"__proto__":"a","constructor":1,"überschrift":true,"toString":"b"}}""",
                Encoding.UTF8,
                "application/json"),
            UppyApp.Cancellation);

        await answer.ShouldBeAsync(HttpStatusCode.OK);
        var ticket = Assert.Single(app.Application.Authorized);
        Assert.Equal("Ω.mp4", ticket.FileName);
        Assert.Equal(
            new Dictionary<string, string> { ["__proto__"] = "a", ["constructor"] = "1", ["überschrift"] = "true", ["toString"] = "b" },
            ticket.Context.ToDictionary());
    }

    /// <summary>The key must fit into an address.</summary>
    [Fact]
    public async Task Create_TooMuchMetadata_IsRefusedAndLeavesNoUpload()
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await UppyApp.PostCreateAsync(app.Client, new { size = UppyApp.Size, text = new string('x', 1_500) });

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal("2000", problem.GetProperty("limit").GetString());
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Create_LongestNameInUtf8_Fits()
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await UppyApp.PostCreateAsync(app.Client, new { size = UppyApp.Size }, name: new string('漢', 251) + ".mp4");

        var created = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.InRange(created.GetProperty("key").GetString()!.Length, 1_000, 2_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"parts":null}""")]
    [InlineData("""{"parts":"1"}""")]
    [InlineData("""{"parts":[1,2]}""")]
    [InlineData("""{"parts":[{"PartNumber":"1","ETag":"x"}]}""")]
    [InlineData("""{"parts":[{"PartNumber":1,"ETag":7}]}""")]
    [InlineData("""{"parts":[{"PartNumber":1}]}""")]
    [InlineData("""{"parts":[{"PartNumber":1,"ETag":"x"}""")]
    public async Task Complete_ListIsGarbage_IsInvalid(string body)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);

        using var answer = await upload.CompleteAsync(body);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Empty(app.Application.Accepted);
    }

    /// <summary>The store's own list counts, so what the client lists can be wrong in any way.</summary>
    [Theory]
    [InlineData("""{"parts":[]}""")]
    [InlineData("""{"parts":[{"PartNumber":7,"ETag":"\"x\""},{"PartNumber":7,"ETag":""},{"PartNumber":-1,"ETag":"W/\"x\""}]}""")]
    public async Task Complete_ListIsWrong_CompletesWhatTheStoreHas(string body)
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);

        using var answer = await upload.CompleteAsync(body);

        await answer.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Complete_TenThousandParts_IsNotTooLong()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);
        var tag = $"\\\"{new string('a', 64)}\\\"";
        var parts = Enumerable.Range(1, 10_000).Select(number => $$"""{"PartNumber":{{number}},"ETag":"{{tag}}","etag":"{{tag}}","content-length":"0"}""");

        using var answer = await upload.CompleteAsync($$"""{"parts":[{{string.Join(',', parts)}}]}""");

        await answer.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/s3/multipart")]
    [InlineData("/s3/complete")]
    [InlineData("/s3/multipart/x/complete?key=x")]
    public async Task Post_OfAFormOfAnotherSite_IsRefused(string path)
    {
        await using var app = await UppyApp.StartAsync();

        using var answer = await app.Client.PostAsync("/companion" + path, new StringContent("{}", Encoding.UTF8, "text/plain"), UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "request-invalid");
    }

    /// <summary>A GET that opens a slot could be an image in a page of another site.</summary>
    [Theory]
    [InlineData("no-cors", HttpStatusCode.BadRequest)]
    [InlineData("navigate", HttpStatusCode.BadRequest)]
    [InlineData("websocket", HttpStatusCode.BadRequest)]
    [InlineData("cors", HttpStatusCode.OK)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    public async Task Parameters_FetchMode_MustBeThatOfAScript(string mode, HttpStatusCode status)
    {
        await using var app = await UppyApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/companion/" + UppyApp.Parameters());
        request.Headers.Add("Sec-Fetch-Mode", mode);

        using var answer = await app.Client.SendAsync(request, UppyApp.Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, app.Store.Records.Count);
    }

    [Fact]
    public async Task AllRoutes_AfterEndsAt_AreOver()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);
        app.Clock.Advance(TimeSpan.FromHours(24));

        foreach (var send in new[] { () => upload.GetPartAsync("2"), () => upload.GetBatchAsync("2"), upload.GetListAsync, () => upload.CompleteAsync() })
        {
            using var answer = await send();
            await answer.ShouldFailAsync(HttpStatusCode.Gone, "upload-time-over");
        }

        using var deleted = await upload.DeleteAsync();
        await deleted.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task AllRoutes_PolicyRemoved_SayThatItIsGone()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app);
        await upload.SendAsync(1, 2, 3);
        await using var later = await app.StartAnotherAsync(setup => UppyApp.Configure(setup, changed => changed.VideoPolicy = "film"));
        var old = upload with { Client = later.Client };

        foreach (var send in new[] { () => old.GetPartAsync("2"), () => old.CompleteAsync() })
        {
            using var answer = await send();
            await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "token-invalid");
        }

        using var created = await UppyApp.PostCreateAsync(later.Client, new { size = UppyApp.Size });
        await created.ShouldFailAsync(HttpStatusCode.NotFound, "unknown-policy");
        using var form = await later.Client.GetAsync("/companion/" + UppyApp.Parameters(), UppyApp.Cancellation);
        await form.ShouldFailAsync(HttpStatusCode.NotFound, "unknown-policy");
        using var completed = await UppyApp.CompleteFormAsync(later, "uploads/a.mp4");
        await completed.ShouldFailAsync(HttpStatusCode.NotFound, "unknown-policy");
    }

    [Theory]
    [InlineData(StoreKind.Put)]
    [InlineData(StoreKind.Form)]
    public async Task Create_StoreWithoutIsolatedParts_IsRefusedWithTheReason(StoreKind kind)
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Use(kind));

        using var answer = await UppyApp.PostCreateAsync(app.Client, new { size = 64 });

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        Assert.StartsWith("The file cannot be sent in parts.", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_PolicyWithoutForms_SaysWhatToSet()
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Video = policy => policy.MaximumSize = 100_000_000);

        using var answer = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(), UppyApp.Cancellation);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        Assert.Contains("UploadPolicies:video:AllowForms", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Denied_HasTheReasonAsMessage()
    {
        await using var app = await UppyApp.StartAsync();
        app.Application.Decide = _ => UploadDecision.Deny("Your quota is used up.");

        using var created = await UppyApp.PostCreateAsync(app.Client, new { size = UppyApp.Size });
        using var form = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(), UppyApp.Cancellation);

        var problem = await created.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        Assert.Equal("Your quota is used up.", problem.GetProperty("message").GetString());
        await form.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
    }

    [Fact]
    public async Task Open_TooManySlots_CountTogetherWithOthers()
    {
        await using var app = await UppyApp.StartAsync(setup => setup.Endpoints = options => options.SlotsPerUser = 2);
        await UppyApp.CreateAsync(app);
        await UppyApp.FormAsync(app);

        using var created = await UppyApp.PostCreateAsync(app.Client, new { size = UppyApp.Size });
        using var form = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(), UppyApp.Cancellation);

        await created.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
        await form.ShouldFailAsync(HttpStatusCode.TooManyRequests, "too-many-slots");
    }

    [Theory]
    [InlineData("POST", "s3/params", "GET")]
    [InlineData("GET", "s3/complete", "POST")]
    [InlineData("PUT", "s3/multipart", "POST")]
    [InlineData("PUT", "s3/multipart/x", "GET, DELETE")]
    [InlineData("POST", "s3/multipart/x/1", "GET")]
    [InlineData("DELETE", "s3/multipart/x/complete", "POST")]
    public async Task OtherMethod_IsNotAllowed(string method, string path, string allowed)
    {
        await using var app = await UppyApp.StartAsync();
        using var request = new HttpRequestMessage(new(method), "/companion/" + path);

        using var answer = await app.Client.SendAsync(request, UppyApp.Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(allowed.Split(", "), answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task NobodySignedIn_ChallengeHasAMessage()
    {
        await using var app = await UppyApp.StartAsync();
        using var nobody = app.ClientOf(null);

        using var answer = await nobody.GetAsync("/companion/" + UppyApp.Parameters(), UppyApp.Cancellation);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
        Assert.NotEmpty(problem.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Flow_SuccessAndFailure_LogsContainNeitherKeyNorSignature()
    {
        await using var app = await UppyApp.StartAsync();
        var upload = await UppyApp.CreateAsync(app, metadata: new { name = "unmistakable.mp4", size = UppyApp.Size, album = "unmistakable" });
        await upload.SendAsync(1, 2, 3);
        using var ben = app.ClientOf("ben");
        using var stolen = await (upload with { Client = ben }).GetPartAsync("1");
        using var altered = await (upload with { Key = upload.Key[..^1] }).GetPartAsync("1");
        using var outside = await upload.GetPartAsync("9");
        app.Application.AcceptFails = new InvalidOperationException("away");
        using var failed = await upload.CompleteAsync();
        app.Application.AcceptFails = null;
        using var completed = await upload.CompleteAsync();
        var form = await UppyApp.FormAsync(app);
        UppyApp.Send(app, form);
        using var formCompleted = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));

        var ours = app.Logs.Lines.Where(line => line.Category.StartsWith("PresignKit", StringComparison.Ordinal)).Select(line => line.Text).ToArray();
        Assert.Contains(ours, text => text.Contains("Accepted the upload", StringComparison.Ordinal));
        foreach (var secret in new[] { upload.Key[..32], upload.Key[^32..], MemoryStore.Signature, "unmistakable" })
        {
            Assert.DoesNotContain(ours, text => text.Contains(secret, StringComparison.Ordinal));
        }
    }
}
