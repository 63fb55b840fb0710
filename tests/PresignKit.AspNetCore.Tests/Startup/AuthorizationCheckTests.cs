using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Startup;

public sealed class AuthorizationCheckTests
{
    [Fact]
    public async Task Start_WithoutAuthorization_ThrowsAndSaysWhatToCall()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(setup => setup.Map = app => app.MapPresignKit("/files")));

        Assert.Contains("app.MapPresignKit(\"/files\").RequireAuthorization()", failure.Message, StringComparison.Ordinal);
        Assert.Contains("app.MapPresignKit(\"/files\").AllowAnonymous()", failure.Message, StringComparison.Ordinal);
        Assert.Contains("FallbackPolicy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OneOfTwoMappingsWithoutAuthorization_NamesIt()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(setup => setup.Map = app =>
        {
            app.MapPresignKit("/files").RequireAuthorization();
            app.MapPresignKit("/open");
        }));

        Assert.Contains("\"/open\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ExistingClientsWithoutAuthorization_ThrowsAndSaysWhatToCall()
    {
        var uppy = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(setup => setup.Map = app => app.MapUppyCompanion("/companion", "video")));
        var rails = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(setup => setup.Map = app => app.MapActiveStorageDirectUploads("/rails", "video")));

        Assert.Contains("app.MapUppyCompanion(\"/companion\", \"video\").RequireAuthorization()", uppy.Message, StringComparison.Ordinal);
        Assert.Contains("app.MapActiveStorageDirectUploads(\"/rails\", \"video\").RequireAuthorization()", rails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AllowAnonymous_ServesEveryoneAndIssuesTokensForAnonymousUsers()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Map = a => a.MapPresignKit("/files").AllowAnonymous());
        using var anonymous = app.ClientOf(null);
        var slot = await app.OpenAsync(new { policy = "video", fileName = "clip.mp4", size = 64 }, anonymous);
        app.Send(slot);

        using var anna = await app.CompleteAsync(slot);
        using var completed = await app.CompleteAsync(slot, anonymous);

        await anna.ShouldFailAsync(HttpStatusCode.Forbidden, "token-of-other-user");
        await completed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Null(app.Application.Accepted.Single().Ticket.UserId);
    }

    [Fact]
    public async Task Start_FallbackPolicy_IsEnough()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Map = a => a.MapPresignKit("/files");
            setup.Services = builder => builder.Services.AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        });
        using var anonymous = app.ClientOf(null);

        using var response = await anonymous.GetAsync("/files/downloads/1", TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    [Fact]
    public async Task Start_AuthorizationOfAnOuterGroup_IsEnough()
    {
        await using var app = await TestApp.StartAsync(
            setup => setup.Map = a => a.MapGroup("/v1").RequireAuthorization().MapPresignKit("/files"));
        using var anonymous = app.ClientOf(null);

        using var response = await anonymous.GetAsync("/v1/files/downloads/1", TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    [Fact]
    public async Task Start_MappedTwice_ServesBoth()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Map = a =>
        {
            a.MapPresignKit("/files").RequireAuthorization();
            a.MapPresignKit("/more").RequireAuthorization();
        });

        using var response = await app.Client.GetAsync("/more/downloads/1", TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public void MapPresignKit_WithoutAddEndpoints_SaysWhatToCall()
    {
        var app = WebApplication.CreateBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.MapPresignKit("/files"));

        Assert.Contains(".AddEndpoints<MyApplication>()", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData((12 * 60) + 1)]
    public async Task Start_GraceOutsideItsLimits_Throws(int minutes)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestApp.StartAsync(setup => setup.Endpoints = options => options.CompletionGrace = TimeSpan.FromMinutes(minutes)));

        Assert.Contains("CompletionGrace", failure.Message, StringComparison.Ordinal);
    }
}
