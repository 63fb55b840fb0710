using System.Text;

namespace PresignKit.Providers.Probing;

/// <summary>A report as plain text.</summary>
internal static class ProbeTable
{
    public static string Of(ProbeReport report)
    {
        var names = report.Capabilities.Concat(report.Checks).Max(m => m.Name.Length);
        var text = new StringBuilder($"Store '{report.StoreName}' at {report.Address}, profile '{report.Profile.Name}'");
        foreach (var row in report.Capabilities.Concat(report.Checks))
        {
            var declared = row.Declared is { } value ? $"profile: {value}" : "";
            var mark = row.IsOverstated ? "!" : row.IsUnderstated ? "+" : " ";
            text.Append('\n').Append($"{mark} {row.Name.PadRight(names)}  {row.Outcome,-11}  {declared,-16}  {row.Evidence}");
        }

        foreach (var left in report.LeftBehind)
        {
            text.Append('\n').Append($"left behind: {left}");
        }

        return text.ToString();
    }
}
