using PresignKit.Benchmarks.Charts;
using PresignKit.Benchmarks.CloudFront;
using PresignKit.Benchmarks.Kestrel;
using PresignKit.Benchmarks.Ratios;
using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Scaling;
using PresignKit.SigV4.Hashing;

namespace PresignKit.Benchmarks.Commands;

/// <summary>The commands of the project in addition to BenchmarkDotNet, selected by the first argument.</summary>
internal static class Command
{
    public const int Failure = 1;
    public const int BadArguments = 2;

    /// <returns>The exit code.</returns>
    public static int Run(string name, ReadOnlySpan<string> arguments) => name switch
    {
        "ratios" => Measure(arguments, RatiosCommand.Run),
        "scaling" => Measure(arguments, ScalingCommand.Run),
        "kestrel" => Measure(arguments, KestrelCommand.Run),
        "cloudfront" => Measure(arguments, CloudFrontCommand.Run),
        "machine" => Measure(arguments, MachineCommand.Run),
        "chart" => Document(arguments, ChartCommand.Run),
        "tables" => Document(arguments, TablesCommand.Run),
        _ => Refuse($"'{name}' is not a command. Run without arguments to list the commands."),
    };

    private static int Measure(ReadOnlySpan<string> arguments, Func<string?, int> command)
    {
        if (!MeasureArguments.TryParse(arguments, out var parsed, out var error))
        {
            return Refuse(error);
        }

        // Read once, when the first signer is created.
        if (parsed.ByPlatform)
        {
            AppContext.SetSwitch(PlatformCryptography.SwitchName, isEnabled: true);
        }

        return command(parsed.JsonPath);
    }

    private static int Document(ReadOnlySpan<string> arguments, Func<string, int> command)
    {
        if (arguments.Length > 1)
        {
            return Refuse($"'{arguments[1]}' is not expected. The only argument is the docs folder.");
        }

        var docs = arguments.Length == 1 ? arguments[0] : "docs";
        if (!Directory.Exists(Path.Combine(docs, RunFiles.Folder)))
        {
            return Refuse($"The folder '{Path.Combine(docs, RunFiles.Folder)}' does not exist. Pass the docs folder, or run in the root of the repository.");
        }

        try
        {
            return command(docs);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(exception.Message);
            return Failure;
        }
    }

    private static int Refuse(string error)
    {
        Console.Error.WriteLine(error);
        return BadArguments;
    }
}
