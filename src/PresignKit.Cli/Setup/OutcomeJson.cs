using PresignKit.Cli.Output;

namespace PresignKit.Cli.Setup;

/// <summary>The outcomes of all parts as JSON.</summary>
internal static class OutcomeJson
{
    public static string Of(IEnumerable<(string Store, SetupPart Part, SetupOutcome Outcome)> done) => JsonText.Of(json =>
    {
        json.WriteStartArray("outcomes");
        foreach (var (store, part, outcome) in done)
        {
            json.WriteStartObject();
            json.WriteString("store", store);
            json.WriteString("part", part.Name);
            json.WriteString("status", OutcomeText.Words(outcome.Status));
            json.WriteBoolean("isSufficient", outcome.IsSufficient);
            json.WriteString("message", outcome.Message);
            json.WriteStrings("notes", outcome.Notes);
            json.WritePropertyName("configuration");
            if (outcome.Configuration is { } configuration)
            {
                json.WriteRawValue(configuration);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteString("command", outcome.Command);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
