using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Commands;

/// <summary>The command <c>machine</c>: describes the machine.</summary>
internal static class MachineCommand
{
    public static int Run(string? jsonPath)
    {
        MachineInfo.Write(Console.Out);
        return jsonPath is null ? 0 : Json.Write(MachineInfo.Current, jsonPath);
    }
}
