using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class SecrecyTests
{
    [Fact]
    public async Task Flow_SuccessAndFailure_LogsAndProblemsContainNeitherTokenNorSignature()
    {
        await using var app = await TestApp.StartAsync();
        using var ben = app.ClientOf("ben");
        var good = await app.OpenAsync(64);
        var bad = await app.OpenAsync(64, fileName: "unmistakable-name.mp4");
        app.Send(good);
        app.Send(bad, Samples.Html());
        var problems = new List<string>();
        async Task KeepAsync(Task<HttpResponseMessage> sending)
        {
            using var response = await sending;
            problems.Add(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }

        using var accepted = await app.CompleteAsync(good);
        await KeepAsync(app.CompleteAsync(good, ben));
        await KeepAsync(app.CompleteAsync(bad));
        await KeepAsync(app.CompleteAsync(bad));
        await KeepAsync(app.Client.PostAsJsonAsync("/files/slots/complete", new { token = Token(good)[..^2] }, TestContext.Current.CancellationToken));
        app.Application.AcceptFails = new InvalidOperationException("the database is away");
        app.Send(bad);
        await KeepAsync(app.CompleteAsync(bad));
        app.Clock.Advance(TimeSpan.FromHours(3));
        await KeepAsync(app.CompleteAsync(good));
        using var download = await app.Client.GetAsync("/files/downloads/upload-1", TestContext.Current.CancellationToken);
        await download.ShouldBeAsync(HttpStatusCode.OK);

        var everything = app.Logs.Lines.Select(l => l.Text).Concat(problems).ToArray();
        Assert.Contains(everything, text => text.Contains("Accepted the upload", StringComparison.Ordinal));
        foreach (var secret in new[] { Token(good)[..32], Token(bad)[..32], Token(good)[^32..], MemoryStore.Signature, "X-Amz-Signature", "unmistakable" })
        {
            Assert.DoesNotContain(everything, text => text.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Flow_EventIds_AreThoseOfTheSteps()
    {
        await using var app = await TestApp.StartAsync();
        var good = await app.OpenAsync(64);
        var bad = await app.OpenAsync(64);
        app.Send(good);
        app.Send(bad, Samples.Html());

        using var accepted = await app.CompleteAsync(good);
        using var refused = await app.CompleteAsync(bad);
        using var missing = await app.CompleteAsync(bad);

        Assert.Equal(
            [1, 1, 3, 4, 2],
            app.Logs.Lines
                .Where(l => l.Category.StartsWith("PresignKit.AspNetCore.", StringComparison.Ordinal) && l.EventId is > 0 and < 6)
                .Select(l => l.EventId));
    }

    private static string Token(JsonElement slot) => slot.GetProperty("token").GetString()!;
}
