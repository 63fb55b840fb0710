using System.Runtime.InteropServices;

namespace PresignKit.Benchmarks.Browser.Reports;

internal static class Machine
{
    /// <summary>Processor, system, and browser in one line.</summary>
    public static string Describe(string chromium)
    {
        var processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        return $"{processor}, {Environment.ProcessorCount} logical processors; {RuntimeInformation.OSDescription}; Chromium {chromium}";
    }
}
