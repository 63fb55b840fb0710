using System.Text.Json;
using PresignKit.Cli.Output;

namespace PresignKit.Cli.Probing;

/// <summary>A report as JSON.</summary>
internal static class ProbeJson
{
    public static string Of(ProbeReport report) => JsonText.Of(json =>
    {
        json.WriteString("bucket", report.StoreName);
        json.WriteString("address", report.Address);
        json.WriteString("profile", report.Profile.Name);
        json.WriteBoolean("needsChanges", ProbeConclusions.NeedsChanges(report));
        WriteAll(json, "capabilities", report.Capabilities, report);
        WriteAll(json, "checks", report.Checks, report);
        json.WriteString("bestReadyMadeProfile", ProbeConclusions.BestOf(report)?.Name);
        json.WriteStrings("openToEverybody", report.Findings.Where(f => f.Code == FindingCodes.BucketPublic).Select(f => SettingNames.Translate(f.Message)));
        json.WriteString("measuredProfile", report.ToCSharp());
        json.WritePropertyName("measuredConfiguration");
        json.WriteRawValue(report.ToJson());
        json.WriteStrings("leftBehind", report.LeftBehind);
    });

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<ProbeMeasurement> rows, ProbeReport report)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteString("measured", OutcomeWords.Of(row.Outcome));
            if (row.Declared is { } declared)
            {
                json.WriteString("profile", $"{declared}");
                json.WriteString("difference", ProbeConclusions.IsOverstated(row, report) ? "overstated" : row.IsUnderstated ? "understated" : null);
            }

            json.WriteString("evidence", row.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
