using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.Torture;

/// <summary>Uploads, single and in parts, while the store is killed at random points. Clients repeat a request whose answer was lost, or give up.</summary>
internal sealed class KilledUploads(StoreProcess store, IAmazonS3 client, Model model, Report report, int seed)
{
    private const int Workers = 6;
    private const int MaxAttempts = 200;

    private readonly Requests _requests = new(client, report);

    public async Task RunAsync(int uploads)
    {
        using var ended = new CancellationTokenSource();
        var killer = KillAsync(ended.Token);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, uploads),
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            async (number, _) => await UploadAsync(number, new Random(seed + number)));
        await ended.CancelAsync();
        await killer;
    }

    private async Task KillAsync(CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(random.Next(20, 1500), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await store.KillAsync();
            await store.StartAsync();
            report.Count("kills");
        }
    }

    private async Task UploadAsync(int number, Random random)
    {
        // Every fifth upload replaces what another one has written.
        var key = number % 5 == 4 ? $"killed/{number - 1}" : $"killed/{number}";
        try
        {
            if (random.Next(2) == 0)
            {
                await PutAsync(key, random);
            }
            else
            {
                await PartsAsync(key, random);
            }

            if (!IsShared(number) && random.Next(6) == 0)
            {
                model.Begin(key, Model.Absent);
                await RepeatAsync(() => _requests.DeleteAsync(key), random);
                model.Acknowledge(key, Model.Absent);
            }
        }
        catch (Exception exception) when (Requests.IsLost(exception))
        {
            report.Count("given up");
        }
        catch (AmazonS3Exception exception)
        {
            report.Violation($"upload of {key}: {(int)exception.StatusCode} {exception.ErrorCode} {exception.Message}");
        }

        report.Count("uploads");
    }

    private async Task PutAsync(string key, Random random)
    {
        var bytes = Payload.Small(random);
        model.Begin(key, Model.Digest(bytes));
        await RepeatAsync(() => _requests.PutAsync(key, bytes), random);
        Acknowledge(key, bytes);
    }

    private async Task PartsAsync(string key, Random random)
    {
        var parts = Payload.Parts(random);
        var bytes = Payload.Join(parts);
        model.Begin(key, Model.Digest(bytes));
        var uploadId = "";
        await RepeatAsync(async () => uploadId = await _requests.CreateUploadAsync(key), random);
        var tags = new PartETag[parts.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, parts.Count), async (index, _) => await RepeatAsync(
            async () => tags[index] = await _requests.PartAsync(key, uploadId, index + 1, parts[index]), new Random(seed)));

        // Every part was acknowledged, so the completion succeeds, whatever has been killed since.
        await RepeatAsync(() => _requests.CompleteAsync(key, uploadId, tags), random);
        Acknowledge(key, bytes);
    }

    // Two uploads of one key may run at once, or in either order: then both results stay possible.
    private void Acknowledge(string key, byte[] bytes)
    {
        var number = int.Parse(key.AsSpan("killed/".Length), System.Globalization.CultureInfo.InvariantCulture);
        if (IsShared(number))
        {
            model.Exclude(key, Model.Absent);
        }
        else
        {
            model.Acknowledge(key, Model.Digest(bytes));
        }
    }

    private static bool IsShared(int number) => number % 5 >= 3;

    private async Task RepeatAsync(Func<Task> request, Random random)
    {
        var patience = random.Next(10) == 0 ? 1 : MaxAttempts;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await request();
                return;
            }
            catch (Exception exception) when (Requests.IsLost(exception) && attempt < patience)
            {
                report.Count("lost answers");
                await Task.Delay(50);
            }
        }
    }
}
