using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.Testing.Ceph;

/// <summary>A Ceph gateway of this run's own, by <c>eng/ceph-rgw.sh</c>: empty, in memory, on free ports.</summary>
public sealed class CephServer : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly string _directory = Directory.CreateTempSubdirectory("presignkit-ceph-").FullName;
    private string _port = "";
    private string _monitorPort = "";

    private CephServer()
    {
    }

    /// <summary>By path: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Endpoint => _settings["ENDPOINT"];

    /// <summary>For buckets in the host: <c>http://s3.localhost:PORT</c>.</summary>
    public string VirtualHostEndpoint => _settings["VHOST_ENDPOINT"];

    public string AccessKey => _settings["ACCESS_KEY"];

    public string Secret => _settings["SECRET_KEY"];

    /// <summary>The account named <c>other</c>: buckets of the first are closed to it, but for what a bucket's policy allows.</summary>
    public string OtherAccessKey => _settings["ACCESS_KEY2"];

    public string OtherSecret => _settings["SECRET_KEY2"];

    /// <summary>Why there can be none on this machine; null where there can.</summary>
    public static string? Missing() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "radosgw")))
            ? null
            : "radosgw is not installed ('eng/ceph-rgw.sh install' does it on Debian).";

    /// <summary>Skips the test where there can be none, or fails it where <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>ceph</c>.</summary>
    public static void Require() => Needed.Check("ceph", Missing());

    /// <summary>Ready when it returns, which takes about 3 seconds.</summary>
    public static async Task<CephServer> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new CephServer();
            try
            {
                await server.BeginAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Somebody else was given the port that was free a moment ago.
                await server.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop");
        Directory.Delete(_directory, recursive: true);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task BeginAsync()
    {
        (_port, _monitorPort) = (FreePort(), FreePort());
        foreach (var line in (await RunAsync("start")).Split('\n').Where(l => l.StartsWith("export ", StringComparison.Ordinal)))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            _settings[line["export ".Length..equals]] = line[(equals + 1)..];
        }
    }

    private async Task<string> RunAsync(string command)
    {
        // The daemons inherit the script's pipes, so its output goes to files: a pipe would end only when they do.
        var (output, errors) = (Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(_directory)}.out"), $"{_directory}.err");
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-c", "exec bash \"$0\" \"$1\" >\"$2\" 2>\"$3\" </dev/null" } };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "ceph-rgw.sh"), command, output, errors])
            start.ArgumentList.Add(argument);
        start.Environment["S3T_DIR"] = _directory;
        start.Environment["S3T_PORT"] = _port;
        start.Environment["S3T_MON_PORT"] = _monitorPort;
        start.Environment["S3T_WAIT"] = "120";
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? await File.ReadAllTextAsync(output)
                : throw new InvalidOperationException($"'ceph-rgw.sh {command}' ended with {process.ExitCode}: {await File.ReadAllTextAsync(errors)}");
        }
        finally
        {
            File.Delete(output);
            File.Delete(errors);
        }
    }
}
