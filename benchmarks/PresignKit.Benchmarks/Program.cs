using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;
using PresignKit.Benchmarks.Commands;

const int Success = 0;

if (args.Length == 0)
{
    Console.WriteLine(
        """
        Benchmarks of PresignKit against AWSSDK.S3, Minio and Azure.Storage.Blobs. Nothing here leaves the machine.

          dotnet run -c Release --project benchmarks/PresignKit.Benchmarks -- COMMAND

          ratios  [--json FILE]   One table of every operation, measured interleaved in one process, and the goals beside it. About a minute.
          scaling [--json FILE]   Nanoseconds a URL over batches of 1 to 10,000, on one thread and on two. About a minute.
          kestrel [--json FILE]   Requests a second of an application that signs, driven by wrk. About two minutes.
          cloudfront [--json FILE]  Signed URLs of CloudFront, compared with the platform's signatures and npm's signer. Half a minute.
          machine [--json FILE]   What they run on.
          chart   [DOCS]          Draws docs/performance/*.svg from the JSON reports in docs/performance.
          tables  [DOCS]          Writes the tables of docs/performance.md from them.

          ratios, scaling, and kestrel also take --platform-cryptography: PresignKit leaves hashing to the platform's library.
          For narrower vectors set DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 or DOTNET_EnableHWIntrinsic=0.
          eng/measure.sh does all of it.

          --filter '*GetUrl*'     BenchmarkDotNet: GetUrlBenchmarks, PutUrlBenchmarks, PostPolicyBenchmarks, BatchBenchmarks,
                                  PartsBenchmarks, TwoThreadsBenchmarks. All its options work: --list flat, --filter '*', --job short, --memory.

        docs/performance.md says what each row does.
        """);
    return Success;
}

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    Console.Error.WriteLine("This is a Debug build, whose figures are meaningless. Add '-c Release'.");
    return Command.BadArguments;
}

if (!args[0].StartsWith('-'))
{
    return Command.Run(args[0], args.AsSpan(1));
}

// BenchmarkDotNet itself prints what went wrong, but its exit code does not show it.
var summaries = BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args).ToArray();
if (summaries.Length == 0)
{
    return args.Any(a => a is "--list" or "--help" or "--version" or "--info") ? Success : Command.BadArguments;
}

return summaries.All(summary => summary.Reports.All(report => report.Success)) ? Success : Command.Failure;
