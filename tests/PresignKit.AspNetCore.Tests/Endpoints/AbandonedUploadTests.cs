using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>Sweeps complete uploads in parts whose browser went away after the last part.</summary>
public sealed class AbandonedUploadTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private const int Size = PartSize + 100;
    private const string Folder = "accepted-slots/sealed-tokens/";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static object Request => new
    {
        policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = Size, transports = new[] { "multipart" },
    };

    [Fact]
    public async Task Sweep_AllPartsAndNoBrowser_IsAcceptedAndTheBrowserGetsTheSameAnswer()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        var record = Assert.Single(app.Store.Records);
        await SendAsync(app, slot, 1, 2);
        app.Clock.Advance(Idle);

        var report = await SweepAsync(app);

        Assert.Equal((1, 0), (report.Completed, report.Removed));
        var (ticket, verified) = Assert.Single(app.Application.Accepted);
        Assert.Equal(("anna", Key(slot), Key(slot)), (ticket.UserId, ticket.SlotKey.Value, verified.Key.Value));
        Assert.Equal("anna", ticket.User.FindFirstValue(ClaimTypes.NameIdentifier));
        Assert.Equal("PresignKit.Sweep", ticket.User.Identity!.AuthenticationType);
        Assert.Equal((Key(slot), 0), (Assert.Single(app.Store.Stored), app.Store.OpenUploads));
        Assert.StartsWith(Folder, record, StringComparison.Ordinal);
        Assert.Empty(app.Store.Records);

        // Its token has expired in the meantime, and an ended slot cannot be renewed.
        using var first = await app.CompleteAsync(slot);
        using var second = await app.CompleteAsync(slot);
        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal("upload-1", answer.GetProperty("id").GetString());
        Assert.Equal(0, (await SweepAsync(app)).Completed);
        Assert.Equal(1, app.Application.CatalogSize);
    }

    [Fact]
    public async Task Sweep_DryRun_OnlyReports()
    {
        await using var app = await StartAsync();
        await SendAsync(app, await OpenAsync(app), 1, 2);
        app.Clock.Advance(Idle);

        var report = await SweepAsync(app, delete: false);

        Assert.Equal((1, false), (report.Completed, report.Deleted));
        Assert.Empty(app.Application.Accepted);
        Assert.Equal((1, 1), (app.Store.OpenUploads, app.Store.Records.Count));
    }

    [Theory]
    [InlineData(90, "1", SweepReasons.UploadIncomplete)]
    [InlineData(90, "", SweepReasons.UploadIncomplete)]
    [InlineData(59, "1,2", SweepReasons.TooYoung)]
    public async Task Sweep_IncompleteOrInUse_IsLeftAlone(int minutes, string parts, string reason)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, [.. parts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var report = await SweepAsync(app);

        Assert.Equal((0, 0), (report.Completed, report.Removed));
        Assert.Contains(report.Kept, item => item.Kind == SweptKind.SlotRecord && item.Reason == reason);
        Assert.Equal((1, 1), (app.Store.OpenUploads, app.Store.Records.Count));
        Assert.Empty(app.Application.Accepted);
    }

    /// <summary>The opening is long ago, but a part has just arrived.</summary>
    [Fact]
    public async Task Sweep_PartArrivedLately_WaitsForTheBrowser()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, 1);
        app.Clock.Advance(Idle);
        await SendAsync(app, slot, await RenewedAsync(app, slot), 2);

        var early = await SweepAsync(app);
        app.Clock.Advance(Idle);
        var late = await SweepAsync(app);

        Assert.Equal((0, 1), (early.Completed, late.Completed));
    }

    /// <summary>The first instance was killed after the store had completed the upload: there is an object that nobody has accepted.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sweep_KilledBetweenCompletionAndAcceptance_IsAccepted(bool isRecorded)
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, 1, 2);
        app.Application.AcceptFails = new InvalidOperationException("killed");
        using var failed = await app.CompleteAsync(slot);
        Assert.Equal((1, 0), (app.Store.Stored.Count, app.Store.OpenUploads));
        app.Application.AcceptFails = null;
        await using var other = await app.StartAnotherAsync(Configure);
        if (isRecorded)
        {
            // The record was written, but the token stayed.
            app.Store.Before = (step, key) => step == StoreStep.Delete && key.StartsWith(Folder, StringComparison.Ordinal)
                ? throw new StoreException(ErrorCodes.StoreUnavailable, "killed")
                : Task.CompletedTask;
            using var accepted = await app.CompleteAsync(slot);
            await accepted.ShouldBeAsync(HttpStatusCode.OK);
            app.Store.Before = (_, _) => Task.CompletedTask;
        }

        app.Clock.Advance(Idle);
        var report = await SweepAsync(other);

        Assert.Equal(isRecorded ? (0, 1) : (1, 0), (report.Completed, report.Removed));
        Assert.Equal(1, app.Application.CatalogSize);
        Assert.Empty(app.Store.Records);
        Assert.Single(app.Store.Stored);
    }

    [Fact]
    public async Task Sweep_ApplicationThrows_IsReportedWithoutItsMessageAndRepeated()
    {
        await using var app = await StartAsync();
        await SendAsync(app, await OpenAsync(app), 1, 2);
        app.Clock.Advance(Idle);
        app.Application.AcceptFails = new InvalidOperationException("unmistakable");

        var failed = await SweepAsync(app);
        app.Application.AcceptFails = null;
        app.Clock.Advance(Idle);
        var report = await SweepAsync(app);

        var kept = Assert.Single(failed.Kept, item => item.Reason == SweepReasons.CompletionFailed);
        Assert.Contains("InvalidOperationException", kept.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("unmistakable", kept.Detail, StringComparison.Ordinal);
        Assert.Equal((0, 1), (failed.Completed, report.Completed));
    }

    /// <summary>Two sweepers and the browser complete the same slot at once.</summary>
    [Fact]
    public async Task Sweep_TwoSweepersAndTheBrowserAtOnce_AcceptOneObject()
    {
        await using var app = await StartAsync();
        await using var other = await app.StartAnotherAsync(Configure);
        for (var round = 0; round < 5; round++)
        {
            var slot = await OpenAsync(app);
            await SendAsync(app, slot, 1, 2);
            app.Clock.Advance(TimeSpan.FromMinutes(61));

            var sweeps = new[] { SweepAsync(app), SweepAsync(other) };
            var completing = app.CompleteAsync(slot);
            await Task.WhenAll(sweeps);
            using var completed = await completing;

            await completed.ShouldBeAsync(HttpStatusCode.OK);
            await SweepAsync(app);
            Assert.Equal((round + 1, round + 1), (app.Application.CatalogSize, app.Store.Stored.Count));
            Assert.Equal((0, 0), (app.Store.OpenUploads, app.Store.Records.Count));
        }
    }

    [Fact]
    public async Task Sweep_TokenExpired_TheApplicationAuthorizesARenewal()
    {
        await using var app = await StartAsync();
        await SendAsync(app, await OpenAsync(app), 1, 2);
        app.Clock.Advance(TimeSpan.FromHours(3));
        app.Application.Decide = _ => UploadDecision.Deny("no longer a member");

        var denied = await SweepAsync(app);
        app.Application.Decide = _ => UploadDecision.Allow();
        var allowed = await SweepAsync(app);

        Assert.Contains("upload-not-allowed", Assert.Single(denied.Kept, Failed).Detail, StringComparison.Ordinal);
        Assert.Equal((0, 1), (denied.Completed, allowed.Completed));
        Assert.True(app.Application.Authorized.Last().IsRenewal);
    }

    /// <summary>The time of the upload is over: it is not completed, and the same sweep aborts it when it is old enough, and removes its token.</summary>
    [Fact]
    public async Task Sweep_TimeOver_IsAbortedAndNeverCompleted()
    {
        await using var app = await StartAsync();
        await SendAsync(app, await OpenAsync(app), 1, 2);
        app.Clock.Advance(TimeSpan.FromHours(24));
        var early = await SweepAsync(app);
        app.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        var late = await SweepAsync(app);

        Assert.Equal((0, 0), (early.Completed, early.Removed));
        Assert.Equal((0, 2), (late.Completed, late.Removed));
        Assert.Equal((0, 0), (app.Store.OpenUploads, app.Store.Records.Count));
        Assert.Empty(app.Application.Accepted);
    }

    [Fact]
    public async Task Sweep_ContentRefused_IsRefusedAsForAClient()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, Token(slot), [.. Samples.Html(), .. new byte[Size - Samples.Html().Length]], 1, 2);
        app.Clock.Advance(Idle);

        var report = await SweepAsync(app);

        Assert.Equal((0, 1), (report.Completed, report.Removed));
        Assert.Equal(ErrorCodes.ContentMismatch, Assert.Single(app.Application.Refused).Refusal.Code);
        Assert.Empty(app.Store.Stored);
        Assert.Empty(app.Store.Records);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sweep_OtherKeyRingOrOptionOff_DoesNothingAndSaysWhy(bool off)
    {
        await using var app = await StartAsync();
        await SendAsync(app, await OpenAsync(app), 1, 2);
        await using var other = await app.StartAnotherAsync(setup =>
        {
            Configure(setup);
            setup.Protection = off ? setup.Protection : new EphemeralDataProtectionProvider();
            setup.Endpoints = options => options.CompleteAbandoned = !off;
        });
        app.Clock.Advance(Idle);

        var report = await SweepAsync(other);

        Assert.Single(report.Kept, item => item.Reason == SweepReasons.TokenUnreadable);
        Assert.Equal((0, 0), (report.Completed, report.Removed));
        Assert.Equal((1, 1), (app.Store.OpenUploads, app.Store.Records.Count));
    }

    [Fact]
    public async Task Open_OptionOff_KeepsNoToken()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Video = Video);

        await OpenAsync(app);

        Assert.Empty(app.Store.Records);
    }

    [Fact]
    public async Task Open_InOneRequest_KeepsNoToken()
    {
        await using var app = await StartAsync();

        await app.OpenAsync(64);

        Assert.Empty(app.Store.Records);
    }

    [Fact]
    public async Task Open_TokenCannotBeKept_FailsAndAbortsTheUpload()
    {
        await using var app = await StartAsync();
        app.Store.Before = (step, _) => step == StoreStep.Put ? throw new StoreException(ErrorCodes.StoreUnavailable, "down") : Task.CompletedTask;

        using var answer = await app.Client.PostAsJsonAsync("/files/slots", Request, Cancellation);

        await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.Equal((0, 0), (app.Store.OpenUploads, app.Store.Records.Count));
    }

    [Fact]
    public async Task CompleteAndAbort_ByTheBrowser_RemoveTheToken()
    {
        await using var app = await StartAsync();
        var (completed, aborted) = (await OpenAsync(app), await OpenAsync(app));
        await SendAsync(app, completed, 1, 2);
        Assert.Equal(2, app.Store.Records.Count);

        using var first = await app.CompleteAsync(completed);
        Assert.Single(app.Store.Records);
        using var second = await app.Client.PostAsJsonAsync("/files/slots/abort", new { token = Token(aborted) }, Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Empty(app.Store.Records);
    }

    /// <summary>The acceptance failed, and then the user gave up: there is an object, but no sweep makes the user's file of it.</summary>
    [Fact]
    public async Task Abort_OfWhatWasCompletedButNotAccepted_IsNotMadeUpForBySweeps()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, 1, 2);
        app.Application.AcceptFails = new InvalidOperationException("down");
        using var failed = await app.CompleteAsync(slot);
        app.Application.AcceptFails = null;

        using var aborted = await app.Client.PostAsJsonAsync("/files/slots/abort", new { token = Token(slot) }, Cancellation);
        app.Clock.Advance(Idle);
        var report = await SweepAsync(app);

        await aborted.ShouldFailAsync(HttpStatusCode.Conflict, "upload-completed");
        Assert.Equal((0, 0), (report.Completed, app.Application.CatalogSize));
        Assert.Empty(app.Store.Records);
    }

    /// <summary>What is kept is encrypted, and neither its name nor a log line says anything about the token.</summary>
    [Fact]
    public async Task Token_AtTheStoreAndInLogs_IsSecret()
    {
        await using var app = await StartAsync();
        var slot = await OpenAsync(app);
        await SendAsync(app, slot, 1, 2);
        var key = Assert.Single(app.Store.Records);
        var stored = Encoding.UTF8.GetString(app.Store.BytesOf(key)!);
        app.Clock.Advance(Idle);
        app.Application.AcceptFails = new InvalidOperationException("down");

        var report = await SweepAsync(app);

        Assert.Matches("^accepted-slots/sealed-tokens/[0-9a-f]{32}$", key);
        Assert.DoesNotContain("anna", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Key(slot), stored, StringComparison.Ordinal);
        var shown = app.Logs.Lines.Select(line => line.Text).Concat(report.Kept.Select(item => $"{item}")).Append($"{report}").Append(key);
        Assert.All(shown, text => Assert.DoesNotContain(Token(slot)[..32], text, StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain(Token(slot)[^32..], text, StringComparison.Ordinal));
    }

    private static bool Failed(KeptItem item) => item.Reason == SweepReasons.CompletionFailed;

    private static void Video(UploadPolicyOptions policy) => (policy.MaximumSize, policy.PartSize) = (20_000_000, PartSize);

    private static void Configure(TestAppSetup setup)
    {
        setup.Video = Video;
        setup.Endpoints = options => options.CompleteAbandoned = true;
        setup.PresignKit = builder => builder.Services.Configure<PresignKitOptions>(options => options.ApplicationName = "shop");
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync(Configure);
        app.Store.Now = () => app.Clock.GetUtcNow();
        return app;
    }

    private static Task<SweepReport> SweepAsync(TestApp app, bool delete = true) =>
        app.Services.GetRequiredService<IUploadSweeper>().SweepAsync("media", new() { Delete = delete }, cancellationToken: Cancellation);

    private static Task<JsonElement> OpenAsync(TestApp app) => app.OpenAsync(Request);

    private static Task SendAsync(TestApp app, JsonElement slot, params int[] numbers) => SendAsync(app, slot, Token(slot), numbers);

    private static Task SendAsync(TestApp app, JsonElement slot, string token, params int[] numbers) =>
        SendAsync(app, slot, token, Samples.Mp4(Size), numbers);

    private static async Task SendAsync(TestApp app, JsonElement slot, string token, byte[] file, params int[] numbers)
    {
        Assert.Equal(2, slot.GetProperty("multipart").GetProperty("partCount").GetInt32());
        if (numbers.Length == 0)
        {
            return;
        }

        using var signed = await app.Client.PostAsJsonAsync("/files/slots/parts", new { token, numbers }, Cancellation);
        foreach (var part in (await signed.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("parts").EnumerateArray())
        {
            var start = (part.GetProperty("number").GetInt32() - 1) * PartSize;
            var bytes = file[start..Math.Min(file.Length, start + PartSize)];
            Assert.Equal(HttpStatusCode.OK, app.Store.Send(part.GetProperty("url").GetString()!, [], bytes));
        }
    }

    private static async Task<string> RenewedAsync(TestApp app, JsonElement slot)
    {
        using var answer = await app.Client.PostAsJsonAsync("/files/slots/renew", new { token = Token(slot) }, Cancellation);
        return (await answer.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("token").GetString()!;
    }

    private static string Token(JsonElement slot) => slot.GetProperty("token").GetString()!;

    private static string Key(JsonElement slot) => slot.GetProperty("key").GetString()!;
}
