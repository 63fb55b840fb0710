using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>The load generator: https://github.com/wg/wrk, packaged by Debian.</summary>
internal static partial class Wrk
{
    public const string HowToInstall = "This needs the load generator wrk: apt-get install wrk (Debian, Ubuntu), brew install wrk (macOS).";

    private const int Connections = 16;

    public static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(Command("--version"));
            process?.WaitForExit();
            return process is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Requests one address repeatedly on many connections.</summary>
    /// <returns>The number of requests per second.</returns>
    /// <exception cref="InvalidOperationException">Not all responses were successful.</exception>
    public static async Task<double> RunAsync(string address, int seconds)
    {
        using var process = Process.Start(Command("--threads", "1", "--connections", $"{Connections}", "--duration", $"{seconds}s", address))!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var rate = Rate().Match(output);
        if (process.ExitCode != 0 || !rate.Success || output.Contains("Non-2xx", StringComparison.Ordinal)
            || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not all responses of {address} were successful:\n{output}");
        }

        return double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static ProcessStartInfo Command(params IEnumerable<string> arguments) => new("wrk", arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}
