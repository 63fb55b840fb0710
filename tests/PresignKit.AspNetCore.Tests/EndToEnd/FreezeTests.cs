using System.Net;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.EndToEnd;

/// <summary>A form that replaces existing objects is used again at every step of a completion: exactly what was verified is served.</summary>
public sealed class FreezeTests
{
    private static readonly byte[] First = Samples.Mp4();
    private static readonly byte[] Second = [.. Samples.Mp4()[..^1], 7];

    public static TheoryData<RaceStep, Capability> Races { get; } = new(
        from step in Enum.GetValues<RaceStep>()
        from capability in (Capability[])[Capability.Yes, Capability.No]
        select (step, capability));

    [Fact]
    public async Task Complete_Form_IsKeptUnderAKeyThatNoSlotCanWrite()
    {
        await using var fixture = await StoreFixture.StartAsync(UseForms);
        var slot = await fixture.App.OpenAsync(64);
        var slotKey = slot.GetProperty("key").GetString()!;
        Assert.Equal("verifiedOnCompletion", slot.GetProperty("guarantees").GetProperty("writeOnce").GetString());
        await PostAsync(fixture, slot, First);

        var answer = await CompleteAsync(fixture, slot);

        var key = answer.GetProperty("key").GetString()!;
        Assert.Matches($@"^accepted/{slotKey[..^4]}\.[0-9a-f]{{16}}\.mp4$", key);
        Assert.Equal([key], await StoreFixture.KeysAsync(slot));
        var (ticket, verified) = Assert.Single(fixture.App.Application.Accepted);
        Assert.Equal((slotKey, key), (ticket.SlotKey.Value, verified.Key.Value));
        Assert.Equal(First, await DownloadAsync(fixture, answer));
    }

    [Theory]
    [MemberData(nameof(Races))]
    public async Task Complete_ReplacedByAnotherVideoDuringCompletion_AcceptsAndServesExactlyOneVersion(RaceStep step, Capability conditionalCopy)
    {
        var race = new RacingStore(conditionalCopy);
        await using var fixture = await StoreFixture.StartAsync(UseForms, race);
        var slot = await fixture.App.OpenAsync(64);
        await PostAsync(fixture, slot, First);
        race.At = Once(step, () => PostAsync(fixture, slot, Second));

        var answer = await CompleteAsync(fixture, slot);

        var expected = step < RaceStep.Verify ? Second : First;
        Assert.Equal(expected, await DownloadAsync(fixture, answer));
        Assert.Equal([answer.GetProperty("key").GetString()!], await StoreFixture.KeysAsync(slot));
        Assert.Equal(1, fixture.App.Application.CatalogSize);
        await AssertNothingChangesItAsync(fixture, slot, answer, expected);
    }

    [Theory]
    [MemberData(nameof(Races))]
    public async Task Complete_ReplacedByAPageDuringCompletion_NeverAcceptsThePage(RaceStep step, Capability conditionalCopy)
    {
        var race = new RacingStore(conditionalCopy);
        await using var fixture = await StoreFixture.StartAsync(UseForms, race);
        var slot = await fixture.App.OpenAsync(64);
        await PostAsync(fixture, slot, First);
        race.At = Once(step, () => PostAsync(fixture, slot, Samples.Html()));

        using var response = await RetryAsync(fixture, slot);

        if (step < RaceStep.Verify)
        {
            await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");

            // A store that copies whatever is there has copied the page, but the upload that was found is the video.
            using var again = await fixture.App.CompleteAsync(slot);
            await again.ShouldFailAsync(
                step == RaceStep.Copy && conditionalCopy == Capability.No ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Conflict,
                step == RaceStep.Copy && conditionalCopy == Capability.No ? "content-mismatch" : "not-uploaded");
            Assert.Empty(await StoreFixture.KeysAsync(slot));
            Assert.Equal(0, fixture.App.Application.CatalogSize);
            return;
        }

        var answer = await response.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(First, await DownloadAsync(fixture, answer));
        Assert.Equal([answer.GetProperty("key").GetString()!], await StoreFixture.KeysAsync(slot));
        Assert.Empty(fixture.App.Application.Refused);
    }

    [Fact]
    public async Task Complete_AcceptFails_KeepsTheUploadAndTheNextCompletionReturnsTheSameKey()
    {
        await using var fixture = await StoreFixture.StartAsync(UseForms);
        var slot = await fixture.App.OpenAsync(64);
        await PostAsync(fixture, slot, First);
        fixture.App.Application.AcceptFails = new InvalidOperationException("the database is away");

        using var failed = await fixture.App.CompleteAsync(slot);
        Assert.Equal(2, (await StoreFixture.KeysAsync(slot)).Count);
        fixture.App.Application.AcceptFails = null;
        var answer = await CompleteAsync(fixture, slot);

        await failed.ShouldFailAsync(HttpStatusCode.InternalServerError, "application-error");
        Assert.Equal([answer.GetProperty("key").GetString()!], await StoreFixture.KeysAsync(slot));
    }

    private static void UseForms(UploadPolicyOptions policy) => policy.Transport = UploadTransport.Post;

    /// <summary>Acts the first time that the step occurs.</summary>
    private static Func<RaceStep, Task> Once(RaceStep step, Func<Task> act)
    {
        var done = 0;
        return at => at == step && Interlocked.Exchange(ref done, 1) == 0 ? act() : Task.CompletedTask;
    }

    private static async Task AssertNothingChangesItAsync(StoreFixture fixture, JsonElement slot, JsonElement answer, byte[] expected)
    {
        foreach (var late in (byte[][])[Second, Samples.Html()])
        {
            await PostAsync(fixture, slot, late);
            Assert.Equal(answer.GetRawText(), (await CompleteAsync(fixture, slot)).GetRawText());
            Assert.Equal([answer.GetProperty("key").GetString()!], await StoreFixture.KeysAsync(slot));
        }

        Assert.Equal(expected, await DownloadAsync(fixture, answer));
    }

    private static async Task PostAsync(StoreFixture fixture, JsonElement slot, byte[] file)
    {
        using var response = await fixture.PostAsync(slot, file);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<JsonElement> CompleteAsync(StoreFixture fixture, JsonElement slot)
    {
        using var response = await RetryAsync(fixture, slot);
        return await response.ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>Completes again once if the upload changed, as a page does.</summary>
    private static async Task<HttpResponseMessage> RetryAsync(StoreFixture fixture, JsonElement slot)
    {
        var response = await fixture.App.CompleteAsync(slot);
        if (response.StatusCode != HttpStatusCode.Conflict)
        {
            return response;
        }

        await response.ShouldFailAsync(HttpStatusCode.Conflict, "upload-changed");
        response.Dispose();
        return await fixture.App.CompleteAsync(slot);
    }

    private static async Task<byte[]> DownloadAsync(StoreFixture fixture, JsonElement answer)
    {
        using var response = await fixture.App.Client.GetAsync(
            "/files/downloads/" + answer.GetProperty("id").GetString(), TestContext.Current.CancellationToken);
        var url = (await response.ShouldBeAsync(HttpStatusCode.OK)).GetProperty("url").GetString();
        return await fixture.Browser.GetByteArrayAsync(url, TestContext.Current.CancellationToken);
    }
}
