using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;
using PresignKit.AspNetCore.Tests.Uppy;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>Clients that do not know the size of their file.</summary>
public sealed class UnknownSizeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","contentType":"video/mp4"}""")]
    [InlineData("""{"policy":"video","fileName":"clip.mp4","contentType":"video/mp4","size":null}""")]
    public async Task Open_PolicyThatRequiresASize_Is400(string body)
    {
        await using var app = await TestApp.StartAsync();

        using var answer = await app.Client.PostAsync("/files/slots", new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "size-missing");
        Assert.Contains("Send the exact number of bytes.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(app.Application.Authorized);
    }

    [Fact]
    public async Task Open_ClientOfFormAndPut_GetsAFormAndItsLimits()
    {
        await using var app = await StartAsync();

        var slot = await app.OpenAsync(Request());

        Assert.Equal("post", slot.GetProperty("transport").GetString());
        Assert.False(slot.TryGetProperty("size", out _));
        Assert.Equal((10, 100_000), (slot.GetProperty("minimumSize").GetInt64(), slot.GetProperty("maximumSize").GetInt64()));
        Assert.Equal("enforcedByStore", slot.GetProperty("guarantees").GetProperty("size").GetString());
        var ticket = Assert.Single(app.Application.Authorized);
        Assert.Equal((null, 100_000), (ticket.Size, ticket.MaximumSize));
        Assert.Contains("Size = up to 100000", ticket.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ClientOfPut_LearnsThatCompletionVerifiesTheSize()
    {
        await using var app = await StartAsync();

        var slot = await app.OpenAsync(Request("put"));

        Assert.Equal("put", slot.GetProperty("transport").GetString());
        Assert.Equal("verifiedOnCompletion", slot.GetProperty("guarantees").GetProperty("size").GetString());
    }

    [Fact]
    public async Task Open_ClientOfPartsAlone_IsRefusedWithTheReason()
    {
        await using var app = await StartAsync();

        using var answer = await app.Client.PostAsJsonAsync("/files/slots", Request("multipart"), Cancellation);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "transport-not-available");
        Assert.Contains("the URL of each part signs its exact length", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("post, put", problem.GetProperty("limit").GetString());
    }

    [Theory]
    [InlineData("put", 64)]
    [InlineData("put", 100_000)]
    [InlineData("post", 64)]
    [InlineData("post", 777)]
    public async Task Complete_SizeWithinTheLimits_IsAcceptedWithTheSizeThatWasFound(string transport, int size)
    {
        await using var app = await StartAsync();
        var slot = await app.OpenAsync(Request(transport));
        Assert.Equal(HttpStatusCode.OK, app.Send(slot, Video(size)));

        using var first = await app.CompleteAsync(slot);
        using var second = await app.CompleteAsync(slot);

        var answer = await first.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(size, answer.GetProperty("size").GetInt64());
        Assert.Equal(answer.GetRawText(), (await second.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        var (ticket, verified) = Assert.Single(app.Application.Accepted);
        Assert.Equal((null, 100_000, size), (ticket.Size, ticket.MaximumSize, verified.Size));
    }

    [Theory]
    [InlineData("put", 9)]
    [InlineData("put", 100_001)]
    [InlineData("post", 100_001)]
    public async Task Complete_SizeOutsideTheLimits_Is422AndTheObjectIsDeleted(string transport, int size)
    {
        await using var app = await StartAsync();
        var slot = await app.OpenAsync(Request(transport));
        app.Send(slot, Video(size));

        using var answer = await app.CompleteAsync(slot);

        var problem = await answer.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "size-mismatch");
        Assert.Contains("the slot is for 10 bytes to 100,000 bytes", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(app.Store.Stored);
        Assert.Equal(0, app.Application.CatalogSize);
    }

    [Fact]
    public async Task Complete_ApplicationThatReportsNoSize_AnswersWithoutOne()
    {
        await using var app = await StartAsync(setup => setup.Application.Reject = (_, verified) =>
            Task.FromResult<UploadVerdict?>(UploadVerdict.Accepted("v1", verified.Key)));
        var slot = await app.OpenAsync(Request("put"));
        app.Send(slot);

        using var answer = await app.CompleteAsync(slot);

        Assert.False((await answer.ShouldBeAsync(HttpStatusCode.OK)).TryGetProperty("size", out _));
    }

    [Fact]
    public async Task Complete_ByTheApplicationsOwnCode_HasTheSize()
    {
        await using var app = await StartAsync();
        var slot = await app.OpenAsync(Request("put"));
        app.Send(slot, Video(123));
        var user = app.Application.Authorized.Single().User;

        var completed = await app.Services.GetRequiredService<ISlotCompletion>().CompleteAsync(slot.GetProperty("token").GetString()!, user, Cancellation);

        Assert.Equal(123, completed.Size);
    }

    [Fact]
    public async Task Open_QuotaThatCountsTheMaximum_CanDeny()
    {
        await using var app = await StartAsync(setup => setup.Application.Decide = ticket =>
            ticket.MaximumSize > 50_000 ? UploadDecision.Deny("Your space is used up.") : UploadDecision.Allow());

        using var unknown = await app.Client.PostAsJsonAsync("/files/slots", Request(), Cancellation);
        using var known = await app.Client.PostAsJsonAsync("/files/slots", new { policy = "video", fileName = "clip.mp4", size = 64 }, Cancellation);

        await unknown.ShouldFailAsync(HttpStatusCode.Forbidden, "upload-not-allowed");
        await known.ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public async Task Uppy_FormWithoutASize_IsLimitedIfThePolicyAllowsIt(string? size)
    {
        await using var app = await UppyApp.StartAsync(setup =>
        {
            var configure = setup.Video;
            setup.Video = policy =>
            {
                configure(policy);
                (policy.AllowUnknownSize, policy.MaximumSize) = (true, 100_000);
            };
        });

        using var answer = await app.Client.GetAsync("/companion/" + UppyApp.Parameters(size), Cancellation);
        var form = await answer.ShouldBeAsync(HttpStatusCode.OK);
        UppyApp.Send(app, form, Video(321));
        using var completed = await UppyApp.CompleteFormAsync(app, UppyApp.FormKey(form));

        Assert.Equal("enforcedByStore", form.GetProperty("guarantees").GetProperty("size").GetString());
        Assert.Equal(321, (await completed.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Uppy_PartsWithoutASize_AreRefusedEvenIfThePolicyAllowsIt()
    {
        await using var app = await UppyApp.StartAsync(setup =>
        {
            var configure = setup.Video;
            setup.Video = policy =>
            {
                configure(policy);
                policy.AllowUnknownSize = true;
            };
        });

        using var answer = await UppyApp.PostCreateAsync(app.Client, new { name = "clip.mp4", type = "video/mp4" });

        var problem = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "size-missing");
        Assert.Contains("setFileMeta(f.id, { size: f.size })", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ticket_AsJson_HasTheMaximumAndNoSize()
    {
        var ticket = new UploadTicket
        {
            User = new(), UserId = "anna", StoreName = "media", Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = null, MaximumSize = 99,
        };

        var json = JsonSerializer.SerializeToElement(ticket);

        Assert.Equal(99, json.GetProperty("MaximumSize").GetInt64());
        Assert.False(json.TryGetProperty("Size", out _));
        Assert.Equal(7, (ticket with { Size = 7 }).MaximumSize);
        Assert.Equal(long.MaxValue, (ticket with { MaximumSize = long.MaxValue }).MaximumSize);
    }

    private static object Request(string? transport = null) => new
    {
        policy = "video",
        fileName = "clip.mp4",
        contentType = "video/mp4",
        transports = transport is null ? (string[])["put", "post", "multipart"] : [transport],
    };

    private static byte[] Video(int size) => size < 64 ? Samples.Mp4()[..size] : [.. Samples.Mp4(), .. new byte[size - 64]];

    private static Task<TestApp> StartAsync(Action<TestAppSetup>? configure = null) => TestApp.StartAsync(setup =>
    {
        setup.Video = policy => policy.AllowUnknownSize = true;
        configure?.Invoke(setup);
    });
}
