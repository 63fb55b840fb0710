using PresignKit.Cli.Output;

namespace PresignKit.Cli.Probing;

/// <summary>A report as text: the table, the conclusions, and the profile to paste.</summary>
internal sealed class ProbeText(Screen screen)
{
    private const int ProfileWidth = 7;

    public void Write(ProbeReport report)
    {
        var palette = screen.Palette;
        var names = report.Capabilities.Concat(report.Checks).Max(row => row.Name.Length);
        screen.Result(palette.Strong($"Bucket '{report.StoreName}' at {report.Address}, compared with profile '{report.Profile.Name}'"));
        screen.Result();
        screen.Result(palette.Faint($"  {"capability".PadRight(names)}  {"measured",-OutcomeWords.Width}  {"profile",-ProfileWidth}  request and answer"));
        foreach (var row in report.Capabilities)
        {
            Row(row, report, names);
        }

        screen.Result();
        screen.Result(palette.Faint("  not part of any profile"));
        foreach (var row in report.Checks)
        {
            Row(row, report, names);
        }

        screen.Result();
        foreach (var line in ProbeConclusions.Of(report))
        {
            screen.Result(line);
        }

        screen.Result();
        screen.Result(palette.Faint("The profile as measured, for the section of the store in the configuration (Stores:NAME):"));
        screen.Result(report.ToJson());
        screen.Result();
        screen.Result(palette.Faint($"The same for {nameof(S3.S3StoreOptions)}.{nameof(S3.S3StoreOptions.Profile)} in code:"));
        screen.Result(report.ToCSharp());
    }

    private void Row(ProbeMeasurement row, ProbeReport report, int names)
    {
        var palette = screen.Palette;
        var mark = row switch
        {
            _ when ProbeConclusions.IsOverstated(row, report) => palette.Bad("!"),
            { IsUnderstated: true } => palette.Doubtful("+"),
            _ when ProbeConclusions.IsUnsafe(row) => palette.Bad("!"),
            _ => " ",
        };
        var head = $"{mark} {row.Name.PadRight(names)}  {OutcomeWords.Painted(row.Outcome, palette)}  {row.Declared?.ToString() ?? "",-ProfileWidth}  ";
        var indent = names + OutcomeWords.Width + ProfileWidth + 8;
        var lines = LineWrapper.Lines(row.Evidence, screen.Console.Width - indent);
        screen.Result(head + lines[0]);
        foreach (var line in lines.Skip(1))
        {
            screen.Result(new string(' ', indent) + line);
        }
    }
}
