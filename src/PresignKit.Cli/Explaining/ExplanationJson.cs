using PresignKit.Cli.Output;
using PresignKit.Explaining;

namespace PresignKit.Cli.Explaining;

/// <summary>An explanation as JSON.</summary>
internal static class ExplanationJson
{
    public static string Of(RefusalExplanation explanation) => JsonText.Of(json =>
    {
        json.WriteString("cause", explanation.Cause?.Code);
        json.WriteStartArray("findings");
        foreach (var finding in explanation.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("certainty", ExplanationText.Words(finding.Certainty));
            json.WriteString("message", finding.Message);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("canonicalRequest");
        foreach (var line in explanation.Comparison?.Lines ?? [])
        {
            json.WriteStartObject();
            json.WriteString("part", line.Part);
            json.WriteString("left", line.Left);
            json.WriteString("right", line.Right);
            json.WriteBoolean("isSame", line.IsSame);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
