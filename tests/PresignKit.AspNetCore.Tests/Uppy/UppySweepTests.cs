using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Uppy;

/// <summary>Sweeps complete forms whose page went away before it could.</summary>
public sealed class UppySweepTests
{
    [Theory]
    [InlineData(61)]
    [InlineData(90)]
    [InlineData(60 * 12)]
    public async Task Sweep_FormSentAndPageClosed_IsAcceptedAndThePageGetsTheSameAnswer(int minutes)
    {
        await using var app = await StartAsync();
        var form = await UppyApp.FormAsync(app);
        UppyApp.Send(app, form);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var first = await SweepAsync(app);
        var second = await SweepAsync(app);

        Assert.Equal((1, 0), (first.Completed, second.Completed));
        Assert.Equal("anna", Assert.Single(app.Application.Accepted).Ticket.UserId);
        Assert.Single(app.Store.Stored);
        using var completed = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));
        if (minutes < 75)
        {
            Assert.Equal("upload-1", (await completed.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("id").GetString());
        }
        else
        {
            await completed.ShouldFailAsync(HttpStatusCode.Gone, "token-expired");
        }

        Assert.Single(app.Store.Stored);
        Assert.Equal(1, app.Application.CatalogSize);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(90, false)]
    [InlineData(60 * 13, true)]
    public async Task Sweep_FormInUseOrNeverSentOrTooLate_IsLeftAlone(int minutes, bool isSent)
    {
        await using var app = await StartAsync();
        var form = await UppyApp.FormAsync(app);
        if (isSent)
        {
            UppyApp.Send(app, form);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var report = await SweepAsync(app);

        Assert.Equal((0, 0), (report.Completed, report.Removed));
        Assert.Empty(app.Application.Accepted);
        Assert.Equal((1, isSent ? 1 : 0), (app.Store.Records.Count, app.Store.Stored.Count));
    }

    [Fact]
    public async Task Sweep_ApplicationDenies_IsKeptWithTheCode()
    {
        await using var app = await StartAsync();
        var form = await UppyApp.FormAsync(app);
        UppyApp.Send(app, form);
        app.Clock.Advance(TimeSpan.FromMinutes(90));
        app.Application.Decide = _ => UploadDecision.Deny("The account was closed.");

        var report = await SweepAsync(app);

        Assert.Equal(0, report.Completed);
        var kept = Assert.Single(report.Kept, item => item.Reason == SweepReasons.CompletionFailed);
        Assert.Contains("upload-not-allowed", $"{kept}", StringComparison.Ordinal);
        Assert.Single(app.Store.Stored);
    }

    [Fact]
    public async Task Sweep_RejectedByTheApplication_IsDeletedAndSaysSoAgain()
    {
        await using var app = await StartAsync();
        var form = await UppyApp.FormAsync(app);
        UppyApp.Send(app, form, Samples.Html());
        app.Clock.Advance(TimeSpan.FromMinutes(61));

        var report = await SweepAsync(app);
        using var completed = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));

        Assert.Equal(0, report.Completed);
        Assert.Empty(app.Store.Stored);
        Assert.False(completed.IsSuccessStatusCode);
        Assert.Empty(app.Application.Accepted);
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await UppyApp.StartAsync(setup =>
        {
            setup.Endpoints = options => options.CompleteAbandoned = true;
            setup.PresignKit = builder => builder.Services.Configure<PresignKitOptions>(options => options.ApplicationName = "shop");
        });
        app.Store.Now = () => app.Clock.GetUtcNow();
        return app;
    }

    private static Task<SweepReport> SweepAsync(TestApp app) => app.Services.GetRequiredService<IUploadSweeper>()
        .SweepAsync("media", new() { Delete = true }, cancellationToken: UppyApp.Cancellation);
}
