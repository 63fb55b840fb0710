using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.Testing.Ceph;

/// <summary>A Ceph gateway for this test run, started by <c>eng/ceph-rgw.sh</c> or <c>eng/ceph-suite.sh</c>: empty, in memory, on free ports.</summary>
public sealed class CephServer : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly CephSetup _setup;
    private readonly string _directory;
    private string _port = "";
    private string _monitorPort = "";

    private CephServer(CephSetup setup)
    {
        _setup = setup;
        _directory = setup.Root is { } root
            ? Directory.CreateDirectory(Path.Combine(root, "s3t", $"presignkit-ceph-{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory("presignkit-ceph-").FullName;
    }

    /// <summary>The endpoint for path addressing: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Endpoint => _settings["ENDPOINT"];

    /// <summary>The endpoint for virtual-host addressing: <c>http://s3.localhost:PORT</c>.</summary>
    public string VirtualHostEndpoint => _settings["VHOST_ENDPOINT"];

    public string AccessKey => _settings["ACCESS_KEY"];

    public string Secret => _settings["SECRET_KEY"];

    /// <summary>The access key of the account <c>other</c>, which can access the first account's buckets only as their policies allow.</summary>
    public string OtherAccessKey => _settings["ACCESS_KEY2"];

    public string OtherSecret => _settings["SECRET_KEY2"];

    /// <summary>The role that the first account may assume, if the server was started with sessions.</summary>
    public string RoleArn => _settings["ROLE_ARN"];

    /// <summary>What <c>radosgw --version</c> says it is, such as 16.2.15.</summary>
    public Version Version => Version.Parse(_settings["CEPH_VERSION"]);

    /// <summary>Whether it runs with <c>rgw_sigv4_insecure</c>.</summary>
    public bool IsInsecure => _setup.IsInsecure;

    /// <summary>Why the machine's own Ceph cannot run; null if it can.</summary>
    public static string? Missing() => CephSetup.Machine.Missing();

    /// <summary>Skips the test if the machine's own Ceph cannot run, or fails it if <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>ceph</c>.</summary>
    public static void Require() => CephSetup.Machine.Require();

    /// <summary>Starts the machine's own Ceph, which takes about 3 seconds.</summary>
    public static Task<CephServer> StartAsync() => StartAsync(CephSetup.Machine);

    /// <summary>Starts a server, which takes about 3 seconds.</summary>
    public static async Task<CephServer> StartAsync(CephSetup setup)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new CephServer(setup);
            try
            {
                await server.BeginAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Another process has taken a port that was free a moment ago.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Adds an access key to the first account.</summary>
    public Task AddKeyAsync(string accessKey, string secret) => RunAsync("add-key", accessKey, secret);

    /// <summary>Removes an access key from the first account.</summary>
    public Task RemoveKeyAsync(string accessKey) => RunAsync("remove-key", accessKey);

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
        // The daemons inherit the script's output, so it goes to files: a pipe would not close until they end.
        var (output, errors) = (Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(_directory)}.out"), $"{_directory}.err");
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList = { "-c", "output=$1 errors=$2; shift 2; exec bash \"$0\" \"$@\" >\"$output\" 2>\"$errors\" </dev/null" },
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, _setup.Script), output, errors, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["S3T_DIR"] = _directory;
        start.Environment["S3T_PORT"] = _port;
        start.Environment["S3T_MON_PORT"] = _monitorPort;
        start.Environment["S3T_WAIT"] = "120";
        start.Environment["S3T_STS"] = _setup.HasSessions ? "true" : "false";
        start.Environment["S3T_INSECURE"] = _setup.IsInsecure ? "true" : "false";
        if (_setup.SessionKey is { } key)
        {
            start.Environment["S3T_STS_KEY"] = key;
        }

        if (_setup.Root is { } root)
        {
            start.Environment["SUITE"] = _setup.Suite;
            start.Environment["ROOT"] = root;
        }

        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? await File.ReadAllTextAsync(output)
                : throw new InvalidOperationException($"'{_setup.Script} {command[0]}' ended with {process.ExitCode}: {await File.ReadAllTextAsync(errors)}");
        }
        finally
        {
            File.Delete(output);
            File.Delete(errors);
        }
    }
}
