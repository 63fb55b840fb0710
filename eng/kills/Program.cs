using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Client;
using PresignKit.Kills;

// eng/kills.sh calls it: [uploads] [seed]. The store and the two instances run in processes of their own: ROLE PORT ARGUMENTS.
if (args is ["store", var storePort, var storeFolder])
{
    return await Servers.StoreAsync(int.Parse(storePort, CultureInfo.InvariantCulture), storeFolder);
}

if (args is ["application", var port, var endpoint, var shared])
{
    return await Servers.ApplicationAsync(int.Parse(port, CultureInfo.InvariantCulture), endpoint, shared);
}

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
var folder = Directory.CreateTempSubdirectory("presignkit-kills-");
Console.WriteLine($"kills: {count} uploads, seed {seed}, {folder.FullName}");
using var store = new KilledProcess("store", Path.Combine(folder.FullName, "store"));
await store.StartAsync();
using var one = new KilledProcess("application", store.Endpoint, folder.FullName);
using var other = new KilledProcess("application", store.Endpoint, folder.FullName);
await one.StartAsync();
await other.StartAsync();

using var ended = new CancellationTokenSource();
var kills = 0;
var watch = Stopwatch.StartNew();
var killing = KillAsync();
var results = new ConcurrentDictionary<int, (UploadResult Result, string Hash)>();
var started = 0;
var (resumed, restarted) = (0, 0);
await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => UploadAllAsync()));
await ended.CancelAsync();
await killing;

var violations = await VerifyAsync();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{count} uploads, {kills} kills, {resumed} resumed, {restarted} begun again, {watch.Elapsed.TotalSeconds:F0} s, {violations} violations, seed {seed}"));
if (violations == 0)
{
    folder.Delete(recursive: true);
}

return violations == 0 ? 0 : 1;

async Task KillAsync()
{
    var random = new Random(seed);
    KilledProcess[] processes = [store, one, other];
    while (!ended.IsCancellationRequested)
    {
        await Task.Delay(random.Next(50, 700));
        await processes[random.Next(processes.Length)].RestartAsync();
        kills++;
    }
}

async Task UploadAllAsync()
{
    while (Interlocked.Increment(ref started) is var number && number <= count)
    {
        var random = new Random(seed + number);
        var content = new byte[random.Next(1, 4 * Servers.PartSize)];
        random.NextBytes(content);
        var result = number % 2 == 0 ? await UploadAsync(content, one, other) : await UploadAsync(content, other, one);
        results[number] = (result, Convert.ToHexString(SHA256.HashData(content)));
    }
}

// A client whose upload fails goes on at the other instance, as behind a load balancer.
async Task<UploadResult> UploadAsync(byte[] content, params KilledProcess[] instances)
{
    UploadState? state = null;
    UploadOptions options = new()
    {
        Policy = Servers.Policy,
        SaveState = (saved, _) =>
        {
            state = saved;
            return default;
        },
    };
    for (var attempt = 0; ; attempt++)
    {
        using var http = new HttpClient();
        using var client = new UploadClient(http, new($"{instances[attempt % instances.Length].Endpoint}/files/"), new() { MaximumAttempts = 3 });
        var source = UploadSource.FromMemory(content, "a.bin");
        try
        {
            return state is null ? await client.UploadAsync(source, options) : await client.ResumeAsync(source, state, options.SaveState);
        }
        catch (UploadException e) when (e.Code is "network-failed" or "stalled" or "store-unavailable" or "store-busy" or "upload-changed")
        {
            Interlocked.Increment(ref state is null ? ref restarted : ref resumed);
        }
        catch (UploadException e)
        {
            throw new InvalidOperationException($"An upload ended with {e.Code}: {e.Message}", e);
        }
    }
}

async Task<int> VerifyAsync()
{
    using var s3 = new AmazonS3Client(
        new BasicAWSCredentials(Servers.AccessKey, Servers.Secret), new AmazonS3Config { ServiceURL = store.Endpoint, ForcePathStyle = true });
    var found = 0;
    foreach (var (number, (result, hash)) in results)
    {
        using var stored = await s3.GetObjectAsync(Servers.Bucket, result.Key);
        if (Convert.ToHexString(await SHA256.HashDataAsync(stored.ResponseStream)) != hash)
        {
            Console.WriteLine($"Upload {number}: {result.Key} has other bytes.");
            found++;
        }
    }

    var rows = Directory.GetFiles(Path.Combine(folder.FullName, "catalog"), "*.row").Select(File.ReadAllText).ToHashSet(StringComparer.Ordinal);
    var keys = results.Values.Select(value => value.Result.Key).ToHashSet(StringComparer.Ordinal);
    foreach (var missing in keys.Except(rows))
    {
        Console.WriteLine($"{missing} was answered, but is not in the catalog.");
        found++;
    }

    foreach (var row in rows.Except(keys))
    {
        // The client began again, because it never got the token of a slot whose file was sent in one request and accepted.
        Console.WriteLine($"{row} is in the catalog, but no client knows it.");
        found++;
    }

    if (keys.Count != count)
    {
        Console.WriteLine($"{count} uploads have {keys.Count} objects.");
        found++;
    }

    var open = await s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Servers.Bucket });
    Console.WriteLine($"{open.MultipartUploads?.Count ?? 0} slots were opened whose answer never reached a client; a sweep aborts them.");
    return found;
}
