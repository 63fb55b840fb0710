using System.Net;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class DownloadTests
{
    [Fact]
    public async Task Download_IdOfAnotherUser_LooksLikeAnUnknownId()
    {
        await using var app = await AppWithUploadAsync();
        using var ben = app.ClientOf("ben");

        using var foreign = await GetAsync(ben, "upload-1");
        using var missing = await GetAsync(ben, "upload-2");

        var first = await foreign.ShouldFailAsync(HttpStatusCode.NotFound, "not-found");
        var second = await missing.ShouldFailAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Theory]
    [InlineData("..%2F..%2Fsecret")]
    [InlineData("%00")]
    [InlineData("a%0D%0Ab")]
    public async Task Download_HostileId_Is404(string id)
    {
        await using var app = await AppWithUploadAsync();

        using var response = await GetAsync(app.Client, id);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task Download_IdOverTheLimit_Is404WithoutCallingTheApplication()
    {
        await using var app = await AppWithUploadAsync();

        using var response = await GetAsync(app.Client, new string('a', 257));

        await response.ShouldFailAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Download_WithoutUser_Is401()
    {
        await using var app = await AppWithUploadAsync();
        using var anonymous = app.ClientOf(null);

        using var response = await GetAsync(anonymous, "upload-1");

        await response.ShouldFailAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    [Fact]
    public async Task Download_TargetThatThePolicyDoesNotAllow_Is500()
    {
        await using var app = await AppWithUploadAsync();
        app.Application.DownloadRequest = new() { Lifetime = TimeSpan.FromDays(1) };

        using var response = await GetAsync(app.Client, "upload-1");

        await response.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
    }

    [Fact]
    public async Task Download_StoreFails_Is503()
    {
        await using var app = await AppWithUploadAsync();
        app.Store.Fails = new StoreException(ErrorCodes.CredentialsUnavailable, "no credentials");

        using var response = await GetAsync(app.Client, "upload-1");

        await response.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "credentials-unavailable");
    }

    private static async Task<TestApp> AppWithUploadAsync()
    {
        var app = await TestApp.StartAsync();
        var slot = await app.OpenAsync(64);
        app.Send(slot);
        using var completed = await app.CompleteAsync(slot);
        return app;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string id) =>
        client.GetAsync("/files/downloads/" + id, TestContext.Current.CancellationToken);
}
