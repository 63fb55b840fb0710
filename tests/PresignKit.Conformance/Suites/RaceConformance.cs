using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Races;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// What a slot's holder can try at once, through the endpoints of two instances: in every order of events, what was accepted keeps its bytes, what was
/// deleted stays deleted, and no call fails without a reason.
/// </summary>
public abstract class RaceConformance(S3ConformanceStore store, UploadTransport? transport = null) : IAsyncLifetime
{
    private const int Rounds = 30;

    private static readonly byte[] Body = [.. StoredObject.Video, .. Browser.Bytes("the file that was checked")];
    private static readonly byte[] Other = [.. StoredObject.Video, .. Browser.Bytes("THE FILE THAT WAS NEVER..")];
    private static readonly byte[] Page = Encoding.ASCII.GetBytes("<!DOCTYPE html><script>alert(1)</script>".PadRight(Body.Length));

    private RaceSite _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await RaceSite.StartAsync(store, transport);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Five completions; as soon as the upload is accepted, it is deleted, and other bytes are sent by the same URL or form.</summary>
    [Fact]
    public async Task Complete_FiveTimesWhileAcceptedObjectIsDeletedAndSentAgain_NothingUncheckedIsAccepted()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var slot = await _site.OpenAsync(Body.Length);
            Assert.True(await _site.UploadAsync(slot, Body));

            var completions = Enumerable.Range(0, 5).Select(_ => CompleteAsync(slot)).ToArray();
            await Task.WhenAny(completions);
            await _site.Application.DeleteAsync(slot.Key.Value, store.Objects, Cancellation);
            await Task.WhenAll(_site.UploadAsync(slot, Other), _site.UploadAsync(slot, Other), Task.WhenAll(completions));
            await CompleteAsync(slot);

            await AssertConsistentAsync(slot, Body);
        }
    }

    /// <summary>A file of another kind is completed three times while the right one is sent again: a late refusal deletes nothing that was accepted.</summary>
    [Fact]
    public async Task Complete_BadUploadWhileRightOneIsSentAgain_AcceptedObjectStays()
    {
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var slot = await _site.OpenAsync(Body.Length);
            Assert.True(await _site.UploadAsync(slot, Page));

            var completions = Enumerable.Range(0, 3).Select(_ => CompleteAsync(slot)).ToList();
            await _site.UploadAsync(slot, Body);
            completions.Add(CompleteAsync(slot));
            completions.Add(CompleteAsync(slot));
            await Task.WhenAll(completions);
            accepted += await AssertConsistentAsync(slot, Body) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} of {Rounds} slots were accepted with the right file.");
    }

    /// <summary>A user deletes the item while late completions run: it does not come back.</summary>
    [Fact]
    public async Task Complete_WhileItemIsDeleted_ItemStaysDeleted()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var slot = await _site.OpenAsync(Body.Length);
            Assert.True(await _site.UploadAsync(slot, Body));
            var late = new[] { CompleteAsync(slot), CompleteAsync(slot), CompleteAsync(slot) };
            var (status, _) = await CompleteAsync(slot);
            Assert.Contains(status, new[] { 200, 409 });
            var wasAccepted = _site.Application.Records.ContainsKey(slot.Key.Value);

            await _site.Application.DeleteAsync(slot.Key.Value, store.Objects, Cancellation);
            await Task.WhenAll(late);

            if (wasAccepted)
            {
                Assert.Equal((410, "slot-ended"), await CompleteAsync(slot));
                Assert.False(_site.Application.Records.ContainsKey(slot.Key.Value), "A deleted item came back.");
            }

            await AssertConsistentAsync(slot, Body);
        }
    }

    /// <summary>The bytes change from one valid file to another all the time: what was accepted stays as it was.</summary>
    [Fact]
    public async Task Complete_WhileFileIsReplaced_AcceptedObjectNeverChanges()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var slot = await _site.OpenAsync(Body.Length);
            Assert.True(await _site.UploadAsync(slot, Body));
            var sending = Task.Run(
                async () =>
                {
                    for (var i = 0; i < 4; i++)
                    {
                        await _site.UploadAsync(slot, i % 2 == 0 ? Other : Body);
                    }
                },
                Cancellation);
            await Task.WhenAll(CompleteAsync(slot), CompleteAsync(slot), CompleteAsync(slot));
            var before = await ReadAsync(slot);

            await sending;
            await Task.WhenAll(CompleteAsync(slot), CompleteAsync(slot));

            var after = await ReadAsync(slot);

            // Where a part that was in flight still becomes the object, that object is not recognized, and the slot ends without one.
            Assert.True(after is not null || (before is null && !store.RefusesPartsInFlight), "Nothing was accepted.");
            if (before is not null)
            {
                Assert.Equal(before, after);
            }
        }
    }

    private async Task<(int Status, string? Code)> CompleteAsync(RaceSlot slot)
    {
        var answer = await _site.CompleteAsync(slot);
        Assert.True(
            answer is { Status: 200 } or { Status: 409 or 410 or 422 or 415 or 413, Code: not null }, $"A completion was answered with {answer}.");
        return answer;
    }

    /// <summary>What is on record exists and has the right bytes. Returns whether anything is.</summary>
    private async Task<bool> AssertConsistentAsync(RaceSlot slot, byte[] body)
    {
        if (!_site.Application.Records.TryGetValue(slot.Key.Value, out var verdict))
        {
            return false;
        }

        await store.AssertHoldsAsync(verdict.Key!, body);
        return true;
    }

    private async Task<string?> ReadAsync(RaceSlot slot)
    {
        if (!_site.Application.Records.TryGetValue(slot.Key.Value, out var verdict))
        {
            return null;
        }

        await using var stream = await store.Objects.OpenReadAsync(verdict.Key!, cancellationToken: Cancellation);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
