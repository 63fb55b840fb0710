using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Startup;

/// <summary>An application implements what it does: nothing for uploads if there are none. What is missing is found at start, or refused.</summary>
public sealed class UploadMethodsCheckTests
{
    private const string All = "AuthorizeUploadAsync FindAcceptedAsync AcceptAsync";

    private static readonly object Video = new { policy = "video", fileName = "clip.mp4", contentType = "video/mp4", size = 64 };

    private interface ISharedDefaults : IPresignKitApplication
    {
        ValueTask<UploadDecision> IPresignKitApplication.AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new(UploadDecision.Allow());

        ValueTask<UploadVerdict?> IPresignKitApplication.FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new((UploadVerdict?)null);
    }

    [Theory]
    [InlineData(typeof(Streaming), All)]
    [InlineData(typeof(Authorizing), "FindAcceptedAsync AcceptAsync")]
    [InlineData(typeof(Forgetful), "FindAcceptedAsync")]
    [InlineData(typeof(MinimalApplication), "")]
    [InlineData(typeof(Derived), "")]
    [InlineData(typeof(Explicit), "")]
    [InlineData(typeof(OfSharedDefaults), "AcceptAsync")]
    public async Task Start_EndpointsForUploads_NeedTheThreeMethods(Type application, string missing)
    {
        foreach (var (map, call) in new (Action<WebApplication>, string)[]
        {
            (app => app.MapPresignKit("/files").RequireAuthorization(), "MapPresignKit(\"/files\")"),
            (app => app.MapUppyCompanion("/companion", "video").RequireAuthorization(), "MapUppyCompanion(\"/companion\", \"video\")"),
            (app => app.MapActiveStorageDirectUploads("/rails", "video").RequireAuthorization(), "MapActiveStorageDirectUploads(\"/rails\", \"video\")"),
        })
        {
            var refused = await Record.ExceptionAsync(async () => await (await StartAsync(application, map)).DisposeAsync());

            if (missing.Length == 0)
            {
                Assert.Null(refused);
                continue;
            }

            Assert.IsType<InvalidOperationException>(refused);
            Assert.StartsWith(
                $"{application} does not implement {string.Join(" and ", missing.Split(' ').Select(name => $"IPresignKitApplication.{name}"))}, but app.{call} ",
                refused.Message,
                StringComparison.Ordinal);
            Assert.Contains("policies 'video', 'transcript'", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_InstanceThatIsRegisteredLast_IsTheOneThatCounts()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            setup => setup.Services = builder => builder.Services.AddSingleton<IPresignKitApplication>(new Streaming())));

        Assert.StartsWith($"{typeof(Streaming)} does not implement", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PlaylistsAlone_NeedNoMethodForUploads()
    {
        await using var app = await StartAsync(typeof(Streaming), a => a.MapPresignKitPlaylists("/media").RequireAuthorization());

        using var response = await app.Client.GetAsync("/media/playlists/42", TestContext.Current.CancellationToken);

        await response.ShouldFailAsync(HttpStatusCode.NotFound, EndpointErrorCodes.NotFound);
    }

    [Fact]
    public async Task Start_NoUploadPolicies_NeedsNoMethodForUploads()
    {
        await using var app = await StartAsync(typeof(Streaming), hasPolicies: false);

        using var download = await app.Client.GetAsync("/files/downloads/42", TestContext.Current.CancellationToken);
        await download.ShouldBeAsync(HttpStatusCode.OK);
        using var slot = await app.Client.PostAsJsonAsync("/files/slots", Video, TestContext.Current.CancellationToken);
        await slot.ShouldFailAsync(HttpStatusCode.NotFound, ErrorCodes.UnknownPolicy);
    }

    /// <summary>A factory creates it, so that nothing is known at start.</summary>
    [Fact]
    public async Task Slot_ApplicationThatTakesNoUploads_IsRefusedAndTheLogSaysWhatToImplement()
    {
        await using var app = await StartFactoryAsync(new Streaming());

        using var slot = await app.Client.PostAsJsonAsync("/files/slots", Video, TestContext.Current.CancellationToken);

        var problem = await slot.ShouldFailAsync(HttpStatusCode.Forbidden, EndpointErrorCodes.UploadNotAllowed);
        Assert.Equal("This application takes no uploads.", problem.GetProperty("detail").GetString());
        AssertLogged(app, $"{typeof(Streaming)} does not implement IPresignKitApplication.AuthorizeUploadAsync");
        Assert.Empty(app.Store.Stored);
    }

    [Fact]
    public async Task Complete_ApplicationWithoutTheMethods_IsRefusedAndTheUploadStays()
    {
        await using var app = await StartFactoryAsync(new Authorizing());
        await FailAsync(app, nameof(IPresignKitApplication.FindAcceptedAsync));
        await using var other = await StartFactoryAsync(new Unaccepting());
        await FailAsync(other, nameof(IPresignKitApplication.AcceptAsync));

        static async Task FailAsync(TestApp app, string method)
        {
            var slot = await app.UploadAsync();

            using var response = await app.CompleteAsync(slot);

            await response.ShouldFailAsync(HttpStatusCode.InternalServerError, EndpointErrorCodes.ApplicationError);
            AssertLogged(app, $"does not implement IPresignKitApplication.{method}");
        }
    }

    private static void AssertLogged(TestApp app, string text) =>
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains(text, StringComparison.Ordinal));

    private static Task<TestApp> StartAsync(Type application, Action<WebApplication>? map = null, bool hasPolicies = true) => TestApp.StartAsync(setup =>
    {
        setup.HasUploadPolicies = hasPolicies;
        setup.Services = builder => builder.Services.AddScoped(typeof(IPresignKitApplication), application);
        setup.Map = map ?? setup.Map;
    });

    private static Task<TestApp> StartFactoryAsync(IPresignKitApplication application) =>
        TestApp.StartAsync(setup => setup.Services = builder => builder.Services.AddScoped(_ => application));

    private sealed class Streaming : IPresignKitApplication
    {
        public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) =>
            new(new DownloadTarget(new("movies/42.mp4"), new()));
    }

    private sealed class Authorizing : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());
    }

    private sealed class Forgetful : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
            new(UploadVerdict.Accepted("1", verified.Key));
    }

    private sealed class Unaccepting : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new((UploadVerdict?)null);
    }

    private class Explicit : IPresignKitApplication
    {
        ValueTask<UploadDecision> IPresignKitApplication.AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new(UploadDecision.Allow());

        ValueTask<UploadVerdict?> IPresignKitApplication.FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new((UploadVerdict?)null);

        ValueTask<UploadVerdict> IPresignKitApplication.AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
            new(UploadVerdict.Accepted("1", verified.Key));
    }

    private sealed class Derived : Explicit;

    private sealed class OfSharedDefaults : ISharedDefaults;
}
