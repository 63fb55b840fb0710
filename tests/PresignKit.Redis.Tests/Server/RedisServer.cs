using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PresignKit.Testing;

namespace PresignKit.Redis.Tests.Server;

/// <summary>A real Redis server on a free port, which keeps everything in memory.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Ready = "Ready to accept connections";
    private const int Attempts = 5;

    private readonly string _command;
    private readonly string _directory = Directory.CreateTempSubdirectory("presignkit-redis-").FullName;
    private Process _process;

    private RedisServer(string command, int port)
    {
        _command = command;
        Port = port;
        _process = Run(port);
    }

    public int Port { get; }

    public string Configuration => $"127.0.0.1:{Port}";

    /// <summary>Starts a server, or skips the test if Redis is not installed.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var command = OnPath("redis-server");
        TestRequirement.Check("redis", command is null ? "Redis is not there: apt-get install redis-server." : null);
        for (var attempt = 1; ; attempt++)
        {
            var server = new RedisServer(command!, FreePort());
            try
            {
                await server.WaitUntilReadyAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else has taken the port.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Ends the server at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same port, empty.</summary>
    public async Task RestartAsync()
    {
        _process.Dispose();
        _process = Run(Port);
        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Stops the process without ending it: connections stay, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, name))
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private Process Run(int port) => Process.Start(new ProcessStartInfo(
        _command,
        ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _directory, "--daemonize", "no"])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private async Task WaitUntilReadyAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1));

        void Read(string? line)
        {
            lock (said)
            {
                if (line is null)
                {
                    // One of the two outputs has ended, which happens only at the end.
                    ready.TrySetException(new InvalidOperationException($"Redis ended before it was ready: {said}"));
                }
                else if (line.Contains(Ready, StringComparison.Ordinal))
                {
                    ready.TrySetResult();
                }
                else
                {
                    said.AppendLine(line);
                }
            }
        }
    }
}
