using System.Runtime;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>What a reader needs to know about the machine to place the figures.</summary>
internal static class MachineInfo
{
    public static void Write(TextWriter output)
    {
        output.WriteLine($"{Processor()}, {Environment.ProcessorCount} logical processors{Load()}");
        output.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        output.WriteLine(
            $"Vector512 {Availability(Vector512.IsHardwareAccelerated)}, Vector256 {Availability(Vector256.IsHardwareAccelerated)}; "
            + $"{(GCSettings.IsServerGC ? "server" : "workstation")} GC, {GCSettings.LatencyMode}");
    }

    private static string Processor() =>
        FirstLineOf("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim()
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? "Unknown processor";

    // Another process that computes makes every figure worse, and not all of them equally.
    private static string Load() =>
        FirstLineOf("/proc/loadavg", "") is { } line ? $" (load {line.Split(' ')[0]} at the start)" : "";

    private static string? FirstLineOf(string path, string start) =>
        File.Exists(path) ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) : null;

    private static string Availability(bool available) => available ? "available" : "not available";
}
