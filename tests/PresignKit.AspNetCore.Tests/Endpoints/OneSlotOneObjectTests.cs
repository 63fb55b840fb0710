using System.Net;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>One slot has one object for all time, whatever clients send, delete, and repeat, and whichever instance answers.</summary>
public sealed class OneSlotOneObjectTests
{
    private static readonly byte[] First = Samples.Mp4();
    private static readonly byte[] Second = [.. Samples.Mp4()[..^1], 7];

    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    public static TheoryData<StoreKind, StoreStep, bool> Faults { get; } = new(
        from fault in (IEnumerable<(StoreKind, StoreStep)>)
        [
            (StoreKind.Form, StoreStep.Copy), (StoreKind.Form, StoreStep.Read), (StoreKind.Form, StoreStep.Put), (StoreKind.Form, StoreStep.List),
            (StoreKind.Form, StoreStep.Delete), (StoreKind.Form, StoreStep.Open), (StoreKind.VersionedForm, StoreStep.Put),
            (StoreKind.Put, StoreStep.Copy), (StoreKind.Put, StoreStep.Put), (StoreKind.FormOfLaxStore, StoreStep.Put),
            (StoreKind.Part, StoreStep.ListParts), (StoreKind.Part, StoreStep.CompleteUpload), (StoreKind.Part, StoreStep.Find),
            (StoreKind.Part, StoreStep.Read), (StoreKind.VersionedPart, StoreStep.CompleteUpload),
        ]
        from answerIsLost in (bool[])[false, true]
        select (fault.Item1, fault.Item2, answerIsLost));

    /// <summary>Five completions on two instances, while the item is deleted as soon as it is accepted, and other bytes are sent by the same request.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_FiveAtOnceWhileTheItemIsDeletedAndSentAgain_NeverServesOtherBytes(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        await using var instance = await app.StartAnotherAsync();
        for (var round = 0; round < 5; round++)
        {
            var slot = await app.UploadAsync(First);
            var deleted = 0;
            app.Store.After = async (step, key) =>
            {
                await Task.Yield();
                if (step == StoreStep.Find && app.Application.CatalogSize > 0 && Interlocked.Exchange(ref deleted, 1) == 0)
                {
                    await DeleteAsync(app, slot);
                    app.Send(slot, Second);
                }
            };

            var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => (i % 2 == 0 ? app : instance).CompleteAsync(slot)));
            app.Store.After = (_, _) => Task.CompletedTask;
            app.Send(slot, Second);
            using var again = await app.CompleteAsync(slot);

            Assert.All(responses, response => Assert.True(
                response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Gone or HttpStatusCode.Conflict, $"{response.StatusCode}"));

            // What a client sent to the key of a frozen slot is never served.
            Assert.All(
                app.Store.Stored.Where(key => IsPart(kind) || key.StartsWith("accepted/", StringComparison.Ordinal)),
                key => Assert.Equal(First, app.Store.BytesOf(key)));
            Assert.True(again.StatusCode is HttpStatusCode.OK or HttpStatusCode.Gone, $"{again.StatusCode}");
            if (again.StatusCode == HttpStatusCode.OK)
            {
                await DeleteAsync(app, slot);
            }

            Array.ForEach(responses, response => response.Dispose());
        }

        Assert.Equal(0, app.Application.CatalogSize);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_AfterTheItemWasDeletedAndTheFileSentAgain_IsSlotEnded(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        await using var instance = await app.StartAnotherAsync();
        var slot = await app.UploadAsync(First);
        using var accepted = await app.CompleteAsync(slot);
        await accepted.ShouldBeAsync(HttpStatusCode.OK);
        await DeleteAsync(app, slot);

        foreach (var file in (byte[][])[First, Second])
        {
            app.Send(slot, file);
            foreach (var host in (TestApp[])[app, instance])
            {
                using var again = await host.CompleteAsync(slot);
                await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
            }
        }

        Assert.Single(app.Application.Accepted);
        Assert.Empty(app.Application.Refused);
        Assert.Equal(0, app.Application.CatalogSize);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_ObjectOfSomebodyElseUnderTheKey_IsNeverTheResultAndNeverDeleted(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.OpenAsync(64);
        app.Store.Put(Key(slot), First, "video/mp4", binding: "00112233445566778899aabbccddeeff");
        var refusedByTheStore = kind == StoreKind.Put && app.Send(slot, First) == HttpStatusCode.PreconditionFailed;

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Conflict, "not-uploaded");
        Assert.Equal(kind == StoreKind.Put, refusedByTheStore);
        Assert.Equal([Key(slot)], app.Store.Stored);
        Assert.Empty(app.Application.Accepted);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    public async Task Complete_PartUploadedButTheKeyTakenAfterwards_IsSlotEndedAndLeavesTheOtherObject(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync(First);
        app.Store.After = MemoryStore.Once(StoreStep.CompleteUpload, _ => true, () =>
        {
            app.Store.Put(Key(slot), Second, "video/mp4");
            return Task.CompletedTask;
        });

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        Assert.Equal(Second, app.Store.BytesOf(Key(slot)));
        Assert.Empty(app.Application.Accepted);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_LateRefusalAfterAnotherInstanceAccepted_NeverTouchesTheAcceptedObject(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        await using var instance = await app.StartAnotherAsync();

        // The wrong size is the only refusal after which a part can be sent again.
        var slot = await app.UploadAsync([.. First, 0]);
        var accepted = default(JsonElement);
        app.Application.Refusing = async _ =>
        {
            await app.Store.DeleteAsync(new(IsPart(kind) ? "none" : Key(slot)), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, app.Send(slot, First));
            using var fast = await instance.CompleteAsync(slot);
            accepted = await fast.ShouldBeAsync(HttpStatusCode.OK);
        };

        using var late = await app.CompleteAsync(slot);
        using var again = await app.CompleteAsync(slot);

        Assert.Equal(accepted.GetRawText(), (await late.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        var key = accepted.GetProperty("key").GetString()!;
        Assert.Equal(First, app.Store.BytesOf(key));
        Assert.Equal([key], app.Store.Stored);
        Assert.Equal(accepted.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
    }

    [Theory]
    [InlineData(StoreKind.Form, StoreStep.Copy)]
    [InlineData(StoreKind.Form, StoreStep.Read)]
    [InlineData(StoreKind.Form, StoreStep.Put)]
    [InlineData(StoreKind.FormOfLaxStore, StoreStep.Copy)]
    [InlineData(StoreKind.FormOfLaxStore, StoreStep.Put)]
    [InlineData(StoreKind.VersionedForm, StoreStep.Copy)]
    [InlineData(StoreKind.VersionedForm, StoreStep.Put)]
    [InlineData(StoreKind.Put, StoreStep.Put)]
    [InlineData(StoreKind.Part, StoreStep.CompleteUpload)]
    [InlineData(StoreKind.Part, StoreStep.Read)]
    [InlineData(StoreKind.VersionedPart, StoreStep.CompleteUpload)]
    public async Task Complete_AnotherInstanceCompletesAnotherVersionMeanwhile_BothReturnTheSameObject(StoreKind kind, StoreStep at)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        await using var instance = await app.StartAnotherAsync();
        var slot = await app.UploadAsync(First);
        var fast = default(JsonElement);
        app.Store.Before = MemoryStore.Once(at, _ => true, async () =>
        {
            app.Send(slot, Second);
            using var response = await instance.CompleteAsync(slot);
            fast = await response.ShouldBeAsync(HttpStatusCode.OK);
        });

        using var slow = await app.CompleteAsync(slot);

        Assert.Equal(fast.GetRawText(), (await slow.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal([fast.GetProperty("key").GetString()!], app.Store.Stored);
        Assert.Equal(1, app.Application.CatalogSize);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Complete_FaultThenCompletedAgain_HasOneResultAndLeavesNothingBehind(StoreKind kind, StoreStep at, bool answerIsLost)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync(First);
        var fault = MemoryStore.Once(at, _ => true, () => throw new StoreException(ErrorCodes.StoreUnavailable, "the connection was lost"));
        if (answerIsLost)
        {
            app.Store.After = fault;
        }
        else
        {
            app.Store.Before = fault;
        }

        using var faulty = await app.CompleteAsync(slot);
        using var again = await app.CompleteAsync(slot);
        using var last = await app.CompleteAsync(slot);

        Assert.True(faulty.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{faulty.StatusCode}");
        var answer = await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await last.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        var key = answer.GetProperty("key").GetString()!;
        Assert.Equal([key], app.Store.Stored);
        Assert.Equal(First, app.Store.BytesOf(key));
        Assert.Single(app.Application.Accepted.Select(call => call.Verified.Key).Distinct());
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task Complete_RecordRefusedByTheStore_LeavesNoCopyHoweverOftenItIsTried()
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(StoreKind.Form));
        var slot = await app.UploadAsync(First);
        app.Store.Before = (step, _) => step == StoreStep.Put ? throw new StoreException(ErrorCodes.StoreAccessDenied, "denied") : Task.CompletedTask;

        for (var i = 0; i < 3; i++)
        {
            using var response = await app.CompleteAsync(slot);
            await response.ShouldFailAsync(HttpStatusCode.BadGateway, "store-access-denied");
        }

        Assert.Equal([Key(slot)], app.Store.Stored);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_ObjectDeletedBetweenVerificationAndAcceptance_IsWithdrawnAndSlotEnded(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        var slot = await app.UploadAsync(First);
        app.Application.Reject = async (_, verified) =>
        {
            await app.Store.DeleteAsync(verified.Key, TestContext.Current.CancellationToken);
            return null;
        };

        using var response = await app.CompleteAsync(slot);
        using var again = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        await again.ShouldFailAsync(HttpStatusCode.Gone, "slot-ended");
        var (ticket, verdict) = Assert.Single(app.Application.Withdrawn);
        Assert.Equal((Key(slot), "upload-1"), (ticket.SlotKey.Value, verdict.Id));
        Assert.Equal(0, app.Application.CatalogSize);
    }

    private static bool IsPart(StoreKind kind) => kind is StoreKind.Part or StoreKind.VersionedPart;

    private static string Key(JsonElement slot) => slot.GetProperty("key").GetString()!;

    /// <summary>What a user does who deletes an item: first its object, then its record.</summary>
    private static async Task DeleteAsync(TestApp app, JsonElement slot)
    {
        var key = app.Application.Forget(Key(slot));
        await app.Store.DeleteAsync(new(key), TestContext.Current.CancellationToken);
    }
}
