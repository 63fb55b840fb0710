using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PresignKit.LocalS3;

namespace PresignKit.Torture;

/// <summary>The embedded store in a process of its own, which can be killed. Its warnings and errors are violations, except for those of the web server.</summary>
internal sealed class StoreProcess(string folder, Report report) : IDisposable
{
    public const string Bucket = "torture";

    private const string AccessKey = "AKIATORTURE";
    private const string Secret = "local-secret-of-the-torture";

    private readonly int _port = FreePort();
    private Process? _process;

    public string Folder => folder;

    /// <summary>The memory of the process in RAM, in mebibytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    public static async Task<int> ServeAsync(string folder, int port)
    {
        using var logs = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled)));
        await using var server = await LocalS3Server.StartAsync(
            new() { Directory = folder, Port = port, AccessKeyId = AccessKey, SecretAccessKey = Secret, Buckets = [Bucket] }, loggerFactory: logs);
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync(); // Ends with the process that started this one.
        return 0;
    }

    public IAmazonS3 NewClient() => new AmazonS3Client(new BasicAWSCredentials(AccessKey, Secret), new AmazonS3Config
    {
        ServiceURL = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"),
        ForcePathStyle = true,
        AuthenticationRegion = "us-east-1",
        MaxErrorRetry = 0,
        Timeout = TimeSpan.FromMinutes(2),
    });

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", folder, _port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var ready = new TaskCompletionSource();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, ready);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>SIGKILL: the process cannot clean up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task RestartAsync()
    {
        await KillAsync();
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

    private void Read(string? line, TaskCompletionSource ready)
    {
        if (line == "ready")
        {
            ready.TrySetResult();
        }
        else if (line?.Contains("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) == true)
        {
            report.Count("warnings of the web server"); // About connections that a client has reset.
        }
        else if (!string.IsNullOrWhiteSpace(line))
        {
            report.Violation($"the store says: {line}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
