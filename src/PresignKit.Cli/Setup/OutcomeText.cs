using System.Text.Json;
using PresignKit.Cli.Output;

namespace PresignKit.Cli.Setup;

/// <summary>The outcome of one part as text: what was left out and why, the configuration, and the command that sets it.</summary>
internal sealed class OutcomeText(Screen screen)
{
    public void Write(string store, SetupPart part, SetupOutcome outcome)
    {
        var palette = screen.Palette;
        var word = Words(outcome.Status);
        screen.Result($"{palette.Strong($"Store '{store}', {part.Name}:")} {(outcome.IsSufficient ? palette.Good(word) : palette.Bad(word))}");
        screen.Result($"  {outcome.Message}");
        foreach (var note in outcome.Notes)
        {
            screen.Result($"  Left out: {note}");
        }

        if (outcome.Configuration is { } configuration)
        {
            screen.Result(Indented(configuration));
        }

        if (outcome.Command is { } command)
        {
            screen.Result(palette.Faint(outcome.Status switch
            {
                SetupStatus.Missing => "Use --apply to set it, or run this with credentials that have the permission:",
                SetupStatus.Unsafe => "To set it, which ends public access, run this with credentials that have the permission:",
                _ => "To set it by hand, with credentials that have the permission:",
            }));
            screen.Result(command);
        }

        screen.Result();
    }

    internal static string Words(SetupStatus status) => status switch
    {
        SetupStatus.Sufficient => "as required",
        SetupStatus.Changed => "changed",
        SetupStatus.Missing => "missing",
        SetupStatus.NotPermitted => "not permitted",
        SetupStatus.NotOffered => "not offered",
        SetupStatus.Unsafe => "open to everybody",
        _ => "withdrawn",
    };

    private static string Indented(string configuration)
    {
        using var document = JsonDocument.Parse(configuration);
        return JsonText.Of(document.RootElement);
    }
}
