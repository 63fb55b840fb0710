using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.Testing.Ceph;

/// <summary>A Ceph gateway of this run's own, by <c>eng/ceph-rgw.sh</c>: empty, in memory, on free ports.</summary>
public sealed class CephServer : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly string _directory = Directory.CreateTempSubdirectory("presignkit-ceph-").FullName;
    private readonly bool _hasSessions;
    private string _port = "";
    private string _monitorPort = "";

    private CephServer(bool hasSessions) => _hasSessions = hasSessions;

    /// <summary>By path: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Endpoint => _settings["ENDPOINT"];

    /// <summary>For buckets in the host: <c>http://s3.localhost:PORT</c>.</summary>
    public string VirtualHostEndpoint => _settings["VHOST_ENDPOINT"];

    public string AccessKey => _settings["ACCESS_KEY"];

    public string Secret => _settings["SECRET_KEY"];

    /// <summary>The account named <c>other</c>: buckets of the first are closed to it, but for what a bucket's policy allows.</summary>
    public string OtherAccessKey => _settings["ACCESS_KEY2"];

    public string OtherSecret => _settings["SECRET_KEY2"];

    /// <summary>The role that the first account may assume; only where the server was started with sessions.</summary>
    public string RoleArn => _settings["ROLE_ARN"];

    /// <summary>Why there can be none on this machine; null where there can.</summary>
    public static string? Missing() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "radosgw")))
            ? null
            : "radosgw is not installed ('eng/ceph-rgw.sh install' does it on Debian).";

    /// <summary>Skips the test where there can be none, or fails it where <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>ceph</c>.</summary>
    public static void Require() => Needed.Check("ceph", Missing());

    /// <summary>Ready when it returns, which takes about 3 seconds.</summary>
    public static Task<CephServer> StartAsync() => StartAsync(hasSessions: false);

    /// <summary>One that has a token service, too: a role can be assumed. Every error of a signature reads AccessDenied there, so suites have the other.</summary>
    public static Task<CephServer> StartWithSessionsAsync() => StartAsync(hasSessions: true);

    /// <summary>Gives the first account another key pair.</summary>
    public Task AddKeyAsync(string accessKey, string secret) => RunAsync("add-key", accessKey, secret);

    /// <summary>Takes a key pair from the first account.</summary>
    public Task RemoveKeyAsync(string accessKey) => RunAsync("remove-key", accessKey);

    private static async Task<CephServer> StartAsync(bool hasSessions)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new CephServer(hasSessions);
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

    private async Task<string> RunAsync(params string[] command)
    {
        // The daemons inherit the script's pipes, so its output goes to files: a pipe would end only when they do.
        var (output, errors) = (Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(_directory)}.out"), $"{_directory}.err");
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList = { "-c", "output=$1 errors=$2; shift 2; exec bash \"$0\" \"$@\" >\"$output\" 2>\"$errors\" </dev/null" },
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "ceph-rgw.sh"), output, errors, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["S3T_DIR"] = _directory;
        start.Environment["S3T_PORT"] = _port;
        start.Environment["S3T_MON_PORT"] = _monitorPort;
        start.Environment["S3T_WAIT"] = "120";
        start.Environment["S3T_STS"] = _hasSessions ? "true" : "false";
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? await File.ReadAllTextAsync(output)
                : throw new InvalidOperationException($"'ceph-rgw.sh {command[0]}' ended with {process.ExitCode}: {await File.ReadAllTextAsync(errors)}");
        }
        finally
        {
            File.Delete(output);
            File.Delete(errors);
        }
    }
}
