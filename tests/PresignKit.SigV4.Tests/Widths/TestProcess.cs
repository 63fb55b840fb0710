using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Tests.Batching;
using PresignKit.SigV4.Tests.Hashing;
using PresignKit.SigV4.Tests.Hashing.Lanes;
using PresignKit.SigV4.Tests.Signing;
using PresignKit.SigV4.Tests.Suites;
using PresignKit.SigV4.Tests.Templates;

namespace PresignKit.SigV4.Tests.Widths;

/// <summary>
/// Runs this test assembly in a separate process with narrower vectors. It runs the tests for which the width matters (vectors, hashing,
/// batches), and therefore never those that start such a process.
/// </summary>
internal static class TestProcess
{
    // Each run takes about five seconds if nothing else is running.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Selects all tests for which the width matters.</summary>
    public static IEnumerable<string> Everything { get; } =
        new[]
        {
            typeof(GoldenPresignTests),
            typeof(CompressionTests),
            typeof(LaneHashTests),
            typeof(BatchSignerTests),
            typeof(PresignTemplatesTests),
            typeof(SigningIdentityTests),
        }
            .SelectMany(type => new[] { "--filter-namespace", type.Namespace! });

    /// <summary>Selects only the tests that check what hashes in the process.</summary>
    public static IEnumerable<string> OnlyWhatHashes { get; } = ["--filter-class", typeof(WindowSignaturesTests).FullName!];

    // The host of the runtime of this process, which may differ from the one in the path.
    private static string DotNet => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <param name="actual">What actually hashes in the process.</param>
    /// <param name="expected">What the tests in the process expect and assert.</param>
    /// <param name="filter">Selects the tests to run.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public static async Task<TestRun> RunAsync(HashedBy actual, HashedBy expected, IEnumerable<string> filter, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("presignkit-widths-");
        try
        {
            using var process = Process.Start(StartInfo(actual, expected, filter, folder.FullName))!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await WaitForExitAsync(process, cancellationToken);
            return new TestRun(process.ExitCode, $"{await output}\n{await errors}", TestRun.ReadReport(Path.Combine(folder.FullName, "report.xml")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo StartInfo(HashedBy actual, HashedBy expected, IEnumerable<string> filter, string folder)
    {
        var start = new ProcessStartInfo(DotNet) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // Set by the runner of this process.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment[ThisProcess.Variable] = expected.ToString();
        if (Off(actual) is { } variable)
        {
            start.Environment[variable] = "0";
        }

        string[] runtime = actual == HashedBy.Platform ? ["--runtimeconfig", WriteConfiguration(folder)] : [];
        string[] report = ["--report-xunit-xml", "--report-xunit-xml-filename", "report.xml", "--results-directory", folder];
        string[] arguments =
        [
            "exec", .. runtime, typeof(TestProcess).Assembly.Location, "--no-ansi", "--progress", "off", "--auto-reporters", "off",
            .. report, .. filter,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Returns the variable that turns off the next width and all wider ones.</summary>
    private static string? Off(HashedBy hashedBy) => hashedBy switch
    {
        HashedBy.Vectors256 => "DOTNET_EnableAVX512",
        HashedBy.Vectors128 => "DOTNET_EnableAVX2",
        HashedBy.NoVectors => "DOTNET_EnableHWIntrinsic",
        _ => null,
    };

    // The configuration of an application whose project sets the switch.
    private static string WriteConfiguration(string folder)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(typeof(TestProcess).Assembly.Location, ".runtimeconfig.json")))!;
        configuration["runtimeOptions"]!["configProperties"]![PlatformCryptography.SwitchName] = true;
        var path = Path.Combine(folder, "platform.runtimeconfig.json");
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }

    private static async Task WaitForExitAsync(Process process, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
