using PresignKit.Benchmarks.Browser.Commands;
using PresignKit.Benchmarks.Browser.Rows;

const int Failure = 1;
const int BadArguments = 2;

if (args.Length == 0)
{
    Console.WriteLine(
        $"""
        Uploads from Chromium: presignkit.js against a bare fetch and against other clients, over links that a relay shapes.
        Nothing here leaves the machine, except that npm packages are installed once.

          dotnet run -c Release --project benchmarks/PresignKit.Benchmarks.Browser -- all|ROW... [OPTIONS]

        {string.Join('\n', AllRows.List.Select(row => $"  {row.Name,-20}{row.Case}: {row.Reach}"))}

          --quick             Small files and two pairs: to see that everything works.
          --pairs N           Interleaved runs of each client. 7 by default.
          --tries N           Flipped bits. 50 by default.
          --clients A,B       Only these: presignkit, fetch, uppy6, uppy5, better-upload, lib-storage.
          --data FOLDER       For files and objects. /dev/shm by default: a disk is not what is measured.
          --store NAME        For flips, the Ceph that ENDPOINT, ACCESS_KEY and SECRET_KEY describe, instead of LocalS3.
          --strict            A goal that is missed is a failure: exit code 1.
          --json FILE         Writes the report; rows of an earlier run that are not repeated stay in it.

          tables [DOCS]       Writes the tables of docs/uploads.md from docs/performance/browser.json.

        eng/measure-browser.sh does all of it.
        """);
    return 0;
}

try
{
    return args[0] == "tables"
        ? TablesCommand.Run(args.Length > 1 ? args[1] : "docs")
        : await MeasureCommand.RunAsync(BenchArgumentsReader.Read(args));
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return BadArguments;
}
catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return Failure;
}
