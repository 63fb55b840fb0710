using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.Kills;

/// <summary>This program as another process, which can be killed, and comes back on the same port.</summary>
internal sealed class KilledProcess(string role, params string[] arguments) : IDisposable
{
    private Process? _process;

    public int Port { get; } = FreePort();

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [role, Port.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                return;
            }

            Console.WriteLine($"{role}: {line}");
        }

        throw new InvalidOperationException($"The {role} ended before it was ready.");
    }

    /// <summary>SIGKILL: the process cannot clean up.</summary>
    public async Task RestartAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await StartAsync();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
