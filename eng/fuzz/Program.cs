using System.Diagnostics;
using PresignKit.Tests.Playlists;
using SharpFuzz;

// eng/fuzz.sh calls it:
//   seeds FOLDER    writes playlists that the fuzzer begins with
//   replay FILE...  judges files, and names each that is judged badly or takes too long
//   (nothing)       as the target of afl-fuzz
PlaylistOracle? oracle = null;
switch (args)
{
    case ["seeds", var folder]:
        Seeds.Write(folder);
        return 0;
    case ["replay", .. var files]:
        return Array.FindAll(files, file => !IsFine(file)) is [] ? 0 : 1;
    default:
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);

            // Not before: what is instrumented needs the memory that it reports to.
            oracle ??= new(new());
            oracle.Check(input.ToArray());
        });
        return 0;
}

bool IsFine(string file)
{
    var input = File.ReadAllBytes(file);
    try
    {
        oracle ??= new(new());
        oracle.Check(input);
        var watch = Stopwatch.StartNew();
        oracle.Check(input);
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
