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
/// This test assembly in a process of its own, which has less than this one. It runs the tests to which the width says something (vectors,
/// hashing, batches), and so never those that start such a process.
/// </summary>
internal static class TestProcess
{
    // Some five seconds each, where nothing else runs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>All tests to which the width says something.</summary>
    public static IEnumerable<string> Everything { get; } =
        new[] { typeof(GoldenPresignTests), typeof(CompressionTests), typeof(LaneHashTests), typeof(BatchSignerTests), typeof(PresignTemplatesTests), typeof(SigningIdentityTests) }
            .SelectMany(type => new[] { "--filter-namespace", type.Namespace! });

    /// <summary>Only those that say what the process hashes with.</summary>
    public static IEnumerable<string> OnlyWhatHashes { get; } = ["--filter-class", typeof(WindowSignaturesTests).FullName!];

    /// <param name="made">What the process hashes with.</param>
    /// <param name="told">And what it is told, and asserts from within.</param>
    /// <param name="filter">Which tests it runs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TestRun> RunAsync(HashedBy made, HashedBy told, IEnumerable<string> filter, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("presignkit-widths-");
        try
        {
            using var process = Process.Start(StartInfo(made, told, filter, folder.FullName))!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await WaitForExitAsync(process, cancellationToken);
            return new TestRun(process.ExitCode, $"{await output}\n{await errors}", TestRun.ReadReport(Path.Combine(folder.FullName, "report.xml")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo StartInfo(HashedBy made, HashedBy told, IEnumerable<string> filter, string folder)
    {
        var start = new ProcessStartInfo(DotNet) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the runner of this process left for it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment[ThisProcess.Variable] = told.ToString();
        if (Off(made) is { } variable)
        {
            start.Environment[variable] = "0";
        }

        string[] runtime = made == HashedBy.Platform ? ["--runtimeconfig", WriteConfiguration(folder)] : [];
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

    /// <summary>What turns the next width off, and with it all that are wider.</summary>
    private static string? Off(HashedBy hashedBy) => hashedBy switch
    {
        HashedBy.Vectors256 => "DOTNET_EnableAVX512",
        HashedBy.Vectors128 => "DOTNET_EnableAVX2",
        HashedBy.NoVectors => "DOTNET_EnableHWIntrinsic",
        _ => null,
    };

    // What an application has whose project sets the switch.
    private static string WriteConfiguration(string folder)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(typeof(TestProcess).Assembly.Location, ".runtimeconfig.json")))!;
        configuration["runtimeOptions"]!["configProperties"]![PlatformCryptography.SwitchName] = true;
        var path = Path.Combine(folder, "platform.runtimeconfig.json");
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }

    // The host of the runtime that this process runs on, which need not be the one that a shell finds.
    private static string DotNet => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

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
