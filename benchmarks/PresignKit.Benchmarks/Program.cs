using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;
using PresignKit.Benchmarks.Ratios;

const int Success = 0;
const int Failure = 1;
const int BadArguments = 2;

if (args.Length == 0)
{
    Console.WriteLine(
        """
        Benchmarks of PresignKit against AWSSDK.S3 and Minio. Nothing here uses the network.

          dotnet run -c Release --project benchmarks/PresignKit.Benchmarks -- ratios [--json FILE]
              One table of every operation, measured interleaved in one process in under a minute.

          dotnet run -c Release --project benchmarks/PresignKit.Benchmarks -- --filter '*GetUrl*'
              BenchmarkDotNet: GetUrlBenchmarks, PutUrlBenchmarks, PostPolicyBenchmarks. All its options work:
              --list flat, --filter '*', --job short, --memory.

        docs/performance.md says what each row does.
        """);
    return Success;
}

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    Console.Error.WriteLine("This is a Debug build, whose figures say nothing. Add '-c Release'.");
    return BadArguments;
}

if (args[0] == "ratios")
{
    if (RatiosArguments.TryParse(args.AsSpan(1), out var arguments, out var error))
        return RatiosCommand.Run(arguments);
    Console.Error.WriteLine(error);
    return BadArguments;
}

if (!args[0].StartsWith('-'))
{
    Console.Error.WriteLine($"'{args[0]}' is not a command: there is 'ratios', and options of BenchmarkDotNet such as --filter '*'.");
    return BadArguments;
}

// BenchmarkDotNet names what went wrong by itself; it only does not say so by its exit code.
var summaries = BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args).ToArray();
if (summaries.Length == 0)
    return args.Any(a => a is "--list" or "--help" or "--version" or "--info") ? Success : BadArguments;
return summaries.All(summary => summary.Reports.All(report => report.Success)) ? Success : Failure;
