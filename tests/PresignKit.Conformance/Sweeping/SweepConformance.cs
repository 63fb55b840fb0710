using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Sweeping;

/// <summary>
/// Sweeps of a store without lifecycle rules: whatever stage an upload was left behind at, nothing remains of it, and nothing that was accepted
/// is touched.
/// </summary>
public abstract class SweepConformance(S3ConformanceStore store, UploadTransport? transport = null) : IAsyncLifetime
{
    private const int Rounds = 50;

    private static readonly SweepRequest Delete = new() { Delete = true };

    private SweepSite _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static byte[] Body => [.. StoredObject.Video, .. Browser.Bytes("swept or accepted")];

    public ValueTask InitializeAsync()
    {
        _site = new(store, transport);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SweepAsync_FiftyOfEachStageAndTwoSweepers_NothingIsLeftAndNothingAcceptedIsTouched()
    {
        await LeaveBehindAsync(Rounds);
        var accepted = _site.Catalog.ObjectKeys.Order(StringComparer.Ordinal).ToArray();
        var versions = await VersionsAsync(accepted);

        var reports = await Task.WhenAll(
            _site.CreateSweeper().SweepAsync("store", Delete, cancellationToken: Cancellation),
            _site.CreateSweeper().SweepAsync("store", Delete, cancellationToken: Cancellation));

        Assert.Equal(accepted, await _site.ListAsync());
        Assert.Equal(versions, await VersionsAsync(accepted));
        foreach (var report in reports)
        {
            Assert.True(report.IsComplete, string.Join(' ', report.Notes));
            Assert.DoesNotContain(report.Kept, item => item.Reason != SweepReasons.Accepted);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{reports[0]}; {reports[1]}");
        Assert.Equal(0, (await _site.CreateSweeper().SweepAsync("store", Delete, cancellationToken: Cancellation)).Removed);
    }

    [Fact]
    public async Task SweepAsync_DryRunAndTooYoung_TouchNothing()
    {
        await LeaveBehindAsync(2);
        var before = await _site.ListAsync();

        var dry = await _site.CreateSweeper().SweepAsync("store", cancellationToken: Cancellation);
        var young = await _site.CreateSweeper(TimeSpan.FromHours(47)).SweepAsync("store", Delete, cancellationToken: Cancellation);

        Assert.Equal(before, await _site.ListAsync());
        Assert.Equal(before.Count - 4, dry.Removed);
        Assert.NotEqual(0, dry.RemovedBytes);
        Assert.Equal([SweepReasons.TooYoung], young.KeptByReason.Keys);
    }

    [Fact]
    public async Task SweepAsync_OddThings_AreKeptAndReported()
    {
        var shaped = () => $"{_site.Folder}{Guid.NewGuid():N}.mp4";
        var expected = new Dictionary<string, string>
        {
            [await PutAsync(shaped(), null)] = SweepReasons.SlotValueMissing,
            [await PutAsync(shaped(), "x")] = SweepReasons.SlotValueMalformed,
            [await PutAsync(shaped(), $"{Guid.NewGuid():N}")] = SweepReasons.ApplicationMissing,
            [await PutAsync(shaped(), $"{Guid.NewGuid():N}.other")] = SweepReasons.OtherApplication,
            [await PutAsync($"{_site.Folder}logo.png", $"{Guid.NewGuid():N}.conformance")] = SweepReasons.KeyUnknown,
            [await PutAsync($"{_site.FrozenPrefix}archive.tar", $"{Guid.NewGuid():N}.conformance")] = SweepReasons.KeyUnknown,
            [await PutAsync($"{_site.FrozenPrefix[..^1]}-slots/{Guid.NewGuid():N}", null)] = SweepReasons.SlotValueMissing,
        };
        var upload = new ObjectKey($"{_site.Folder}backup.tar");
        var id = await _site.Provider.Uploads!.CreateAsync(upload, "video/mp4", StoredAttributes.None, checksum: null, Cancellation);
        expected.Add(upload.Value, SweepReasons.KeyUnknown);
        var before = await _site.ListAsync();

        var report = await _site.CreateSweeper().SweepAsync("store", Delete, cancellationToken: Cancellation);

        Assert.Equal(before, await _site.ListAsync());
        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), report.Kept.OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => KeyValuePair.Create(item.Key, item.Reason)));
        await _site.Provider.Uploads.AbortAsync(upload, id, Cancellation);
    }

    [Fact]
    public async Task TryAcquireAsync_EightInstancesAtOnce_OneHoldsTheLease()
    {
        store.Require(profile => store.Configured.CreateOnly, "that an object is created only if there is none");
        var instances = Enumerable.Range(0, 8).Select(_ => _site.CreateLease()).ToArray();
        for (var round = 0; round < 5; round++)
        {
            var all = await Task.WhenAll(instances.Select(lease => lease.TryAcquireAsync("store", Cancellation)));

            var held = Assert.Single(all, lease => lease is not null);
            Assert.Null(await instances[round].TryAcquireAsync("store", Cancellation));
            held!.MarkSwept(TimeProvider.System.GetUtcNow());
            await held.DisposeAsync();
            Assert.Single(await _site.ListAsync());
        }

        await using var next = await instances[0].TryAcquireAsync("store", Cancellation);
        Assert.NotNull(next?.LastSweptAt);
    }

    /// <summary>Each round: two accepted uploads, and one left behind at each stage.</summary>
    private Task LeaveBehindAsync(int rounds) => Parallel.ForEachAsync(
        Enumerable.Range(0, rounds),
        new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation },
        async (_, cancellationToken) =>
        {
            await _site.OpenAsync(body: null);
            await _site.OpenAsync(Body);
            await _site.CompleteAsync(Body);

            var (upload, verification) = await _site.CompleteAsync(Body);
            _site.Catalog.Add(upload.Key, verification.Key!);
            Assert.True(await _site.Verifier.SettleAsync(upload, verification.Key!, verification, cancellationToken));

            // The process ended before it had deleted what else the slot left: the upload, and a copy of another attempt.
            (upload, verification) = await _site.CompleteAsync(Body);
            _site.Catalog.Add(upload.Key, verification.Key!);
            if (verification.Key != upload.Key)
            {
                await _site.Provider.Objects.CopyAsync(
                    verification.Key!,
                    verification.Properties!,
                    new($"{_site.FrozenPrefix}{upload.Key.Value[..^4]}.{Guid.NewGuid().ToString("N")[..16]}.mp4"),
                    StoredAttributes.None with { Metadata = verification.Properties!.Metadata },
                    cancellationToken);
            }
        });

    private async Task<string> PutAsync(string key, string? value)
    {
        using var content = new MemoryStream(Body);
        await _site.Provider.Objects.PutAsync(
            new(key),
            content,
            "video/mp4",
            value is null ? null : StoredAttributes.None with { Metadata = StoredAttributes.None.Metadata.Add("presignkit-slot", value) },
            cancellationToken: Cancellation);
        return key;
    }

    private async Task<IReadOnlyList<ObjectProperties?>> VersionsAsync(IEnumerable<string> keys)
    {
        var found = new List<ObjectProperties?>();
        foreach (var key in keys)
        {
            found.Add(await _site.Provider.Objects.FindAsync(new(key), Cancellation));
            Assert.NotNull(found[^1]);
        }

        return found;
    }
}
