using System.Diagnostics;
using PresignKit.Tests.Playlists;
using SharpFuzz;

// eng/fuzz.sh calls it:
//   seeds FOLDER    writes playlists that the fuzzer begins with
//   replay FILE...  judges files, and names each that is judged badly or takes too long
//   (nothing)       as the target of afl-fuzz
FuzzedPlaylists? playlists = null;
PlaylistOracle? oracle = null;
ManifestOracle? manifests = null;
var outcomes = new Dictionary<string, int>();
switch (args)
{
    case ["seeds", var folder]:
        Seeds.Write(folder);
        return 0;
    case ["replay", .. var files]:
        var isFine = Array.FindAll(files, file => !IsFine(file)) is [];
        var counts = outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Value} {outcome.Key}");
        Console.WriteLine($"{files.Length} inputs: {string.Join(", ", counts)}");
        return isFine ? 0 : 1;
    default:
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);

            Check(input.ToArray());
        });
        return 0;
}

// HLS begins with #, and MPDs with <. The instances are made when they are needed: what is instrumented needs the memory that it reports to.
string Check(byte[] input)
{
    playlists ??= new();
    return input is [(byte)'<', ..]
        ? (manifests ??= new(playlists)).Check(input) ?? "MPD signed"
        : (oracle ??= new(playlists)).Check(input) ?? "signed";
}

bool IsFine(string file)
{
    var input = File.ReadAllBytes(file);
    try
    {
        var outcome = Check(input);
        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        var watch = Stopwatch.StartNew();
        Check(input);
        if (watch.Elapsed < TimeSpan.FromSeconds(1))
        {
            return true;
        }

        Console.WriteLine($"{file}: {input.Length} bytes take {watch.Elapsed.TotalSeconds:F1} s");
    }
    catch (Exception e)
    {
        Console.WriteLine($"{file}: {e}");
    }

    return false;
}
