using Amazon.S3;
using PresignKit;
using PresignKit.LocalS3;
using PresignKit.S3;
using PresignKit.Soak;

// eng/soak.sh calls it: --store NAME --runs N [--endpoint URL --access-key A --secret S --bucket B --profile P --parts]
var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
var runs = settings.GetValue("runs", 1000);
var name = settings["store"] ?? "local";
var directory = Directory.CreateTempSubdirectory("presignkit-soak-");
LocalS3Server? local = null;
try
{
    Action<S3StoreOptions> store;
    if (settings["endpoint"] is { } endpoint)
    {
        var profile = S3Profiles.All.First(p => p.Name == (settings["profile"] ?? "ceph"));
        if (settings.GetValue("parts", false))
        {
            profile = profile with { Name = profile.Name + "-parts", IsolatedPut = Capability.Yes, IsolatedPart = Capability.Yes };
        }

        using (var owner = new AmazonS3Client(
            settings["access-key"],
            settings["secret"],
            new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" }))
        {
            await owner.PutBucketAsync(settings["bucket"] ?? "soak");
        }

        store = options =>
        {
            options.Endpoint = endpoint;
            options.Region = "us-east-1";
            options.Bucket = settings["bucket"] ?? "soak";
            options.AccessKeyId = settings["access-key"];
            options.SecretAccessKey = settings["secret"];
            options.Profile = profile;
        };
    }
    else
    {
        local = await LocalS3Server.StartAsync(new()
        {
            Directory = Path.Combine(directory.FullName, "store"),
            AccessKeyId = "AKIALOCALSOAK",
            SecretAccessKey = "local-secret-of-the-soak",
            Buckets = { "soak" },
        });
        store = options =>
        {
            options.Endpoint = local.Endpoint;
            options.Region = "us-east-1";
            options.Bucket = "soak";
            options.AccessKeyId = "AKIALOCALSOAK";
            options.SecretAccessKey = "local-secret-of-the-soak";
            options.Profile = S3Profiles.Local;
        };
    }

    var catalog = new Catalog();
    var keys = directory.CreateSubdirectory("keys");
    await using var first = await Instance.StartAsync(catalog, keys, store);
    await using var second = await Instance.StartAsync(catalog, keys, store);
    using var client = new Client();
    var failures = 0;
    foreach (var race in Races.Names)
    {
        var tally = new Tally();
        var races = new Races([first, second], catalog, client, tally);
        await Parallel.ForEachAsync(Enumerable.Range(0, runs), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
        {
            tally.Count("runs");
            try
            {
                await races.RunAsync(race);
            }
            catch (Exception e) when (e is HttpRequestException or StoreException)
            {
                tally.Fail($"{e.GetType().Name}: {e.Message}");
            }
        });
        tally.Print($"{name} {race}");
        failures += tally.Failures;
    }

    Console.WriteLine($"{name}: {failures} failures");
    return failures == 0 ? 0 : 1;
}
finally
{
    if (local is not null)
    {
        await local.DisposeAsync();
    }

    directory.Delete(recursive: true);
}
