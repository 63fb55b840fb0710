using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.AzureProof.Azurite;

/// <summary>Azurite's blob service on a free port, in memory, with its own account.</summary>
internal sealed class AzuriteServer : IDisposable
{
    public const string AccountName = "presignkit";

    private const string Listening = "successfully listens on ";

    private readonly Process _process;

    private AzuriteServer(Process process, string origin, string accountKey)
    {
        _process = process;
        Origin = origin;
        AccountKey = accountKey;
    }

    /// <summary>Scheme, host, and port. The account is the first segment of paths.</summary>
    public string Origin { get; }

    public string AccountKey { get; }

    /// <summary>
    /// The command that starts Azurite: <c>PRESIGNKIT_AZURITE</c>, or <c>azurite-blob</c> on the PATH; null if it, or Node.js, which runs it,
    /// is not installed.
    /// </summary>
    /// <param name="missing">What is missing and how to get it.</param>
    public static string? Find(out string missing)
    {
        missing = "Azurite is not there: npm install --prefix DIR azurite, and set PRESIGNKIT_AZURITE to DIR/node_modules/.bin/azurite-blob.";
        var named = Environment.GetEnvironmentVariable("PRESIGNKIT_AZURITE");
        var command = string.IsNullOrEmpty(named) ? OnPath("azurite-blob") : File.Exists(named) ? named : null;
        if (command is null || OnPath("node") is not null)
        {
            return command;
        }

        missing = "Azurite is there, and Node.js, which runs it, is not.";
        return null;
    }

    public static async Task<AzuriteServer> StartAsync(string command)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var start = new ProcessStartInfo(
            command,
            ["--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{AccountName}:{key}";
        var process = Process.Start(start)!;
        try
        {
            return new(process, await OriginAsync(process), key);
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    public void Dispose() => Stop(_process);

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, name))
        .FirstOrDefault(File.Exists);

    private static async Task<string> OriginAsync(Process process)
    {
        var origin = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await origin.Task.WaitAsync(TimeSpan.FromMinutes(2));

        void Read(string? line)
        {
            lock (said)
            {
                if (line is null)
                {
                    origin.TrySetException(new InvalidOperationException($"Azurite ended before it listened: {said}"));
                }
                else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                {
                    origin.TrySetResult(line[(at + Listening.Length)..].Trim());
                }
                else
                {
                    said.AppendLine(line);
                }
            }
        }
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }
}
