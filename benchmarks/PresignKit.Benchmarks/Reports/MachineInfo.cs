using System.Runtime;
using System.Runtime.InteropServices;

namespace PresignKit.Benchmarks.Reports;

/// <summary>What a reader needs to know about the machine to interpret the figures.</summary>
internal sealed record MachineInfo(string Processor, int LogicalProcessors, string Runtime, string System, string Architecture, string GarbageCollector)
{
    public static MachineInfo Current => new(
        FirstLineOf("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? "Unknown processor",
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        $"{RuntimeInformation.ProcessArchitecture}",
        $"{(GCSettings.IsServerGC ? "server" : "workstation")} GC, {GCSettings.LatencyMode}");

    /// <summary>The head of every report: machine, runtime, and how this process hashes.</summary>
    public static void Write(TextWriter output)
    {
        var machine = Current;
        output.WriteLine($"{machine.Processor}, {machine.LogicalProcessors} logical processors{Load()}");
        output.WriteLine($"{machine.Runtime}, {machine.System}, {machine.Architecture}, {machine.GarbageCollector}");
        output.WriteLine($"PresignKit hashes {Vectors.Description}");
        output.WriteLine();
    }

    // Other running processes make all figures worse, and not all of them equally.
    private static string Load() =>
        FirstLineOf("/proc/loadavg", "") is { } line ? $" (load {line.Split(' ')[0]} at the start)" : "";

    private static string? FirstLineOf(string path, string start) =>
        File.Exists(path) ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) : null;
}
