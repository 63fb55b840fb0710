using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PresignKit.LocalS3.Tests.Storage;

/// <summary>A store in a process of its own that can be killed. The process is this test assembly, started with a variable that makes it
/// run a store instead of tests, so that no second project is needed.</summary>
internal sealed class KilledProcess : IDisposable
{
    private const string Variable = "PRESIGNKIT_LOCALS3_TEST_STORE";

    private readonly Process _process;

    private KilledProcess(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public string Endpoint { get; }

    public static async Task<KilledProcess> StartAsync(string directory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(KilledProcess).Assembly.Location);
        }

        start.Environment[Variable] = directory;
        var process = Process.Start(start)!;
        var endpoint = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new KilledProcess(process, endpoint ?? throw new InvalidOperationException("The process of the store has ended."));
    }

    /// <summary>Sends SIGKILL on Unix and calls TerminateProcess on Windows, so that the process cannot clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

#pragma warning disable CA2255 // A module initializer is needed here because it runs before the test runner's Main.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunStoreIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } directory)
        {
            return;
        }

        var server = LocalS3Server.StartAsync(StoreFixture.Options(directory)).GetAwaiter().GetResult();
        Console.WriteLine(server.Endpoint);
        Console.In.ReadToEnd(); // Returns when the test process ends, at the latest.
        Environment.Exit(0);
    }
}
