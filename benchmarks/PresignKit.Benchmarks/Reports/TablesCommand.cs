namespace PresignKit.Benchmarks.Reports;

/// <summary>
/// The command <c>tables</c>: writes the tables of docs/performance.md from the reports next to it, each between the comments
/// <c>&lt;!-- table: name --&gt;</c> and <c>&lt;!-- /table --&gt;</c>, so that no figure is copied by hand.
/// </summary>
internal static class TablesCommand
{
    private const string End = "<!-- /table -->";

    public static int Run(string docs)
    {
        var path = Path.Combine(docs, "performance.md");
        var text = File.ReadAllText(path);
        var run = new RunFiles(docs);
        (string Name, IEnumerable<string> Lines)[] tables =
        [
            ("machine", Tables.Machine(run)),
            ("goals", Tables.Goals(run)),
            ("ratios", Tables.Ratios(run)),
            ("vectors", Tables.Vectors(run)),
            ("hashing", Tables.Hashing(run)),
            ("scaling", Tables.Scaling(run)),
            ("kestrel", Tables.Kestrel(run)),
        ];
        foreach (var (name, lines) in tables)
        {
            text = Replace(text, name, string.Join('\n', lines));
        }

        File.WriteAllText(path, text);
        Console.WriteLine(path);
        return 0;
    }

    private static string Replace(string text, string name, string table)
    {
        var begin = $"<!-- table: {name} -->";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0
            ? throw new InvalidDataException($"There is no place for the table '{name}'.")
            : $"{text[..(start + begin.Length)]}\n{table}\n{text[end..]}";
    }
}
