using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>An application that implements only what is needed for uploads.</summary>
public sealed class DefaultBodyTests
{
    [Fact]
    public async Task Download_WithoutResolveDownload_Is404()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.GetAsync("/files/downloads/1", TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Complete_RefusedWithoutRefuse_IsDeletedAndReported()
    {
        await using var app = await StartAsync();
        var slot = await app.OpenAsync(64);
        app.Send(slot, Samples.Html());

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_CorrectUpload_IsAccepted()
    {
        await using var app = await StartAsync();
        var slot = await app.OpenAsync(64);
        app.Send(slot);

        using var response = await app.CompleteAsync(slot);

        Assert.Equal("1", (await response.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("id").GetString());
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        setup => setup.Services = builder => builder.Services.AddScoped<IPresignKitApplication, MinimalApplication>());
}
