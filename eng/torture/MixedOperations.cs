using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.Torture;

/// <summary>Many clients at once. Each one owns keys, so that it knows what must be under them; what races is tried on a key of its own.</summary>
internal sealed class MixedOperations(StoreProcess store, IAmazonS3 client, Model model, Report report, int seed)
{
    private const int Workers = 12;
    private const int KeysOfWorker = 15;
    private const double AllowedGrowth = 1.3;
    private const double AllowedMegabytes = 24;

    private readonly Requests _requests = new(client, report);
    private readonly List<(double Progress, double Megabytes)> _memory = [];

    /// <summary>At least this number of operations, and more until the time is over. Returns what was measured.</summary>
    public async Task<string> RunAsync(int operations, DateTime end)
    {
        var (start, before) = (DateTime.UtcNow, report.Operations);
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker))).ToList();
        var all = Task.WhenAll(workers);
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(500));
            _memory.Add((Progress(), store.ResidentMegabytes));
        }

        await all;
        var warm = Median(_memory.Where(sample => sample.Progress is >= 0.2 and < 0.4));
        var last = Median(_memory.Where(sample => sample.Progress >= 0.8));
        if (last > (warm * AllowedGrowth) + AllowedMegabytes)
        {
            report.Violation(string.Create(CultureInfo.InvariantCulture, $"memory grew from {warm:F0} to {last:F0} MiB"));
        }

        var tenths = Enumerable.Range(0, 10).Select(tenth => Median(_memory.Where(sample => (int)Math.Min(sample.Progress * 10, 9) == tenth)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"memory by tenths of the time: {string.Join(' ', tenths.Select(value => value.ToString("F0", CultureInfo.InvariantCulture)))} MiB\nmemory: {warm:F0} MiB when warm, {last:F0} MiB at the end, {_memory.Max(sample => sample.Megabytes):F0} MiB at most; "
            + $"{report.Operations - before} operations in {(DateTime.UtcNow - start).TotalSeconds:F0} s");

        double Progress() => Math.Min((report.Operations - before) / (double)operations, (DateTime.UtcNow - start) / Max(end - start, TimeSpan.FromSeconds(1)));

        async Task WorkAsync(int worker)
        {
            var random = new Random(HashCode.Combine(seed, worker));
            for (var step = 0; Progress() < 1; step++)
            {
                await StepAsync(worker, step, random);
            }
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static double Median(IEnumerable<(double Progress, double Megabytes)> samples)
    {
        var sorted = samples.Select(sample => sample.Megabytes).Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    private async Task StepAsync(int worker, int step, Random random)
    {
        var key = $"mixed/{worker}/{random.Next(KeysOfWorker)}";
        var own = $"race/{worker}/{step}";
        try
        {
            switch (random.Next(20))
            {
                case < 4:
                    await PutAsync(key, random);
                    break;
                case < 6:
                    model.Check(key, await _requests.StateAsync(key), "get");
                    break;
                case 6:
                    await RangeAsync(key, random);
                    break;
                case < 9:
                    model.Begin(key, Model.Absent);
                    await _requests.DeleteAsync(key);
                    model.Acknowledge(key, Model.Absent);
                    break;
                case 9:
                    await CopyAsync(key, $"mixed/{worker}/{random.Next(KeysOfWorker)}");
                    break;
                case 10:
                    await ListAsync(worker, random);
                    break;
                case < 13:
                    await PartsAsync(key, random);
                    break;
                case 13:
                    await CancelAsync(own, random);
                    break;
                case 14:
                    await RaceCompletionAsync(own, random);
                    break;
                case 15:
                    await RaceAbortAsync(own, random);
                    break;
                case 16:
                    await RaceOtherPartAsync(own, random);
                    break;
                case 17:
                    await RaceFirstWriterAsync(own, random);
                    break;
                case 18:
                    await RaceReadersAsync(own, random);
                    break;
                default:
                    await RaceBucketAsync($"torture-{worker}", random);
                    break;
            }
        }
        catch (Exception exception)
        {
            report.Violation($"{key} or {own}: {exception.GetType().Name} {(exception as AmazonS3Exception)?.ErrorCode} {exception.Message}");
        }
    }

    private async Task PutAsync(string key, Random random)
    {
        var bytes = Payload.Small(random);
        model.Begin(key, Model.Digest(bytes));
        await _requests.PutAsync(key, bytes);
        model.Acknowledge(key, Model.Digest(bytes));
    }

    private async Task RangeAsync(string key, Random random)
    {
        var bytes = Payload.Bytes(random, random.Next(1000, 100_000));
        await _requests.PutAsync(key, bytes);
        model.Acknowledge(key, Model.Digest(bytes));
        var first = random.Next(bytes.Length);
        var last = random.Next(first, bytes.Length);
        var range = await _requests.RangeAsync(key, first, last);
        if (!bytes.AsSpan(first, last - first + 1).SequenceEqual(range))
        {
            report.Violation($"range {first}-{last} of {key}");
        }
    }

    private async Task CopyAsync(string source, string target)
    {
        var state = await _requests.StateAsync(source);
        model.Check(source, state, "before a copy");
        if (state != Model.Absent)
        {
            model.Begin(target, state);
            await _requests.CopyAsync(source, target);
            model.Acknowledge(target, state);
        }
    }

    private async Task ListAsync(int worker, Random random)
    {
        var listed = (await _requests.ListAsync($"mixed/{worker}/", random.Next(1, 8))).ToHashSet(StringComparer.Ordinal);
        for (var number = 0; number < KeysOfWorker; number++)
        {
            var key = $"mixed/{worker}/{number}";
            if (model.IsKnown(key) && listed.Contains(key) == model.MayBe(key, Model.Absent))
            {
                report.Violation($"list: {key} is {(listed.Contains(key) ? "listed" : "missing")}");
            }
        }
    }

    /// <summary>An upload whose parts are sent again and canceled on the way, as a browser does.</summary>
    private async Task PartsAsync(string key, Random random)
    {
        var parts = Payload.Parts(random);
        var bytes = Payload.Join(parts);
        var uploadId = await _requests.CreateUploadAsync(key);
        var tags = new List<PartETag>();
        for (var index = 0; index < parts.Count; index++)
        {
            if (random.Next(3) == 0)
            {
                await CanceledAsync(token => _requests.PartAsync(key, uploadId, index + 1, parts[index], token), random);
            }

            tags.Add(await _requests.PartAsync(key, uploadId, index + 1, parts[index]));
        }

        model.Begin(key, Model.Digest(bytes));
        await _requests.CompleteAsync(key, uploadId, tags);
        model.Acknowledge(key, Model.Digest(bytes));
    }

    /// <summary>A canceled upload is there completely or not at all. The key is not used again.</summary>
    private async Task CancelAsync(string key, Random random)
    {
        var bytes = Payload.Bytes(random, random.Next(1, 2 * 1024 * 1024));
        model.Begin(key, Model.Digest(bytes));
        await CanceledAsync(token => _requests.PutAsync(key, bytes, cancellationToken: token), random);
    }

    /// <summary>Several completions of one upload, while each part is sent again with the same bytes.</summary>
    private async Task RaceCompletionAsync(string key, Random random)
    {
        var (uploadId, bytes, tag) = await OnePartAsync(key, random);
        model.Begin(key, Model.Digest(bytes));
        var completions = Enumerable.Range(0, 3).Select(_ => _requests.CompleteAsync(key, uploadId, [tag])).ToList();
        var parts = Enumerable.Range(0, 3).Select(_ => AnswerAsync(() => _requests.PartAsync(key, uploadId, 1, bytes), "NoSuchUpload")).ToList();
        await Task.WhenAll(completions);
        model.Acknowledge(key, Model.Digest(bytes));
        await Task.WhenAll(parts);
        model.Check(key, await _requests.StateAsync(key), "completions and parts at once");
        await EndAsync(key);
    }

    private async Task RaceAbortAsync(string key, Random random)
    {
        var (uploadId, bytes, tag) = await OnePartAsync(key, random);
        model.Begin(key, Model.Digest(bytes));
        var complete = AnswerAsync(() => _requests.CompleteAsync(key, uploadId, [tag]), "NoSuchUpload");
        var abort = AnswerAsync(() => _requests.AbortAsync(key, uploadId), "NoSuchUpload");
        var part = AnswerAsync(() => _requests.PartAsync(key, uploadId, 1, bytes), "NoSuchUpload");
        await Task.WhenAll(complete, abort, part);
        if (await complete == await abort)
        {
            report.Violation($"{key}: completion {await complete}, abort {await abort}");
        }

        model.Acknowledge(key, await complete ? Model.Digest(bytes) : Model.Absent);
        model.Check(key, await _requests.StateAsync(key), "completion and abort at once");
        await EndAsync(key);
    }

    /// <summary>The part is replaced by another one during the completion: it has the listed bytes, or is refused.</summary>
    private async Task RaceOtherPartAsync(string key, Random random)
    {
        var (uploadId, bytes, tag) = await OnePartAsync(key, random);
        var other = Payload.Bytes(random, 1000);
        model.Begin(key, Model.Digest(bytes));
        var complete = AnswerAsync(() => _requests.CompleteAsync(key, uploadId, [tag]), "InvalidPart");
        var part = AnswerAsync(() => _requests.PartAsync(key, uploadId, 1, other), "NoSuchUpload");
        await Task.WhenAll(complete, part);
        if (await complete == await part)
        {
            report.Violation($"{key}: completion {await complete}, other part {await part}");
        }

        model.Acknowledge(key, await complete ? Model.Digest(bytes) : Model.Absent);
        model.Check(key, await _requests.StateAsync(key), "completion and another part at once");
        if (!await complete)
        {
            await _requests.AbortAsync(key, uploadId);
        }

        await EndAsync(key);
    }

    private async Task RaceFirstWriterAsync(string key, Random random)
    {
        var all = Enumerable.Range(0, 4).Select(_ => Payload.Bytes(random, random.Next(1, 50_000))).ToList();
        all.ForEach(bytes => model.Begin(key, Model.Digest(bytes)));
        var won = await Task.WhenAll(all.Select(bytes => AnswerAsync(() => _requests.PutAsync(key, bytes, "*"), "PreconditionFailed")));
        if (won.Count(first => first) != 1)
        {
            report.Violation($"{key}: {won.Count(first => first)} first writers");
        }
        else
        {
            model.Acknowledge(key, Model.Digest(all[won.IndexOf(true)]));
        }

        model.Check(key, await _requests.StateAsync(key), "first writers");
        await EndAsync(key);
    }

    /// <summary>Readers get all bytes of one version while it is replaced, copied and deleted.</summary>
    private async Task RaceReadersAsync(string key, Random random)
    {
        var versions = Enumerable.Range(0, 3).Select(_ => Payload.Bytes(random, random.Next(1, 500_000))).ToList();
        versions.ForEach(bytes => model.Begin(key, Model.Digest(bytes)));
        await _requests.PutAsync(key, versions[0]);
        var readers = Enumerable.Range(0, 4).Select(async _ => model.Check(key, await _requests.StateAsync(key), "read while written")).ToList();
        var copy = AnswerAsync(() => _requests.CopyAsync(key, key), "NoSuchKey");
        await _requests.PutAsync(key, versions[1]);
        await _requests.PutAsync(key, versions[2]);
        await _requests.DeleteAsync(key);
        await Task.WhenAll(readers);
        await copy;
        await EndAsync(key);
    }

    /// <summary>A bucket is deleted during an upload: either the bucket stays, or the upload is refused.</summary>
    private async Task RaceBucketAsync(string bucket, Random random)
    {
        await client.PutBucketAsync(bucket);
        var bytes = Payload.Small(random);
        var put = AnswerAsync(() => _requests.PutAsync("a", bytes, bucket: bucket), "NoSuchBucket");
        var upload = AnswerAsync(() => client.InitiateMultipartUploadAsync(bucket, "b"), "NoSuchBucket");
        var delete = AnswerAsync(() => client.DeleteBucketAsync(bucket), "BucketNotEmpty");
        await Task.WhenAll(put, upload, delete);
        report.Count("operations", 2);
        if (await put && await delete)
        {
            // The deletion must have come first only if the upload was refused.
            report.Violation($"{bucket}: deleted with an acknowledged object");
        }

        if (!await delete)
        {
            if (await put && await _requests.StateAsync("a", bucket) != Model.Digest(bytes))
            {
                report.Violation($"{bucket}: its object is gone");
            }

            await client.DeleteObjectAsync(bucket, "a");
            await client.DeleteBucketAsync(bucket);
        }
    }

    private async Task<(string UploadId, byte[] Bytes, PartETag Tag)> OnePartAsync(string key, Random random)
    {
        var bytes = Payload.Bytes(random, random.Next(1, 200_000));
        var uploadId = await _requests.CreateUploadAsync(key);
        return (uploadId, bytes, await _requests.PartAsync(key, uploadId, 1, bytes));
    }

    private async Task EndAsync(string key)
    {
        model.Begin(key, Model.Absent);
        await _requests.DeleteAsync(key);
        model.Acknowledge(key, Model.Absent);
    }

    /// <summary>Whether the request succeeded; false if the store answered with this code.</summary>
    private static async Task<bool> AnswerAsync(Func<Task> request, string code)
    {
        try
        {
            await request();
            return true;
        }
        catch (AmazonS3Exception exception) when (Requests.IsAnswer(exception, code))
        {
            return false;
        }
    }

    private async Task CanceledAsync(Func<CancellationToken, Task> request, Random random)
    {
        using var canceled = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 30)));
        try
        {
            await request(canceled.Token);
        }
        catch (Exception exception) when (Requests.IsLost(exception))
        {
            report.Count("canceled");
        }
    }
}
