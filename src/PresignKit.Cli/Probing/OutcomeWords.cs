using PresignKit.Cli.Output;

namespace PresignKit.Cli.Probing;

/// <summary>The outcome of a measurement, in words.</summary>
internal static class OutcomeWords
{
    public const int Width = 12;

    public static string Of(ProbeOutcome outcome) => outcome switch
    {
        ProbeOutcome.Enforced => "enforced",
        ProbeOutcome.NotEnforced => "not enforced",
        ProbeOutcome.Unsupported => "unsupported",
        ProbeOutcome.Claimed => "claimed",
        _ => "not measured",
    };

    public static string Painted(ProbeOutcome outcome, Palette palette)
    {
        var text = Of(outcome).PadRight(Width);
        return outcome switch
        {
            ProbeOutcome.Enforced => palette.Good(text),
            ProbeOutcome.NotEnforced => palette.Bad(text),
            ProbeOutcome.Unsupported or ProbeOutcome.Claimed => palette.Doubtful(text),
            _ => palette.Faint(text),
        };
    }
}
