using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;
using PresignKit.Benchmarks.Ratios;

const int Success = 0;
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

// BenchmarkDotNet has named the mistake itself; it only does not say so by its exit code.
var summaries = BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return summaries.Any() || args.Any(a => a is "--list" or "--help" or "--version" or "--info") ? Success : BadArguments;
