using PresignKit.Benchmarks.Browser.Reports;

namespace PresignKit.Benchmarks.Browser.Commands;

/// <summary>
/// The command <c>tables</c>: writes the tables of docs/uploads.md from docs/performance/browser.json, each between the comments
/// <c>&lt;!-- table: name --&gt;</c> and <c>&lt;!-- /table --&gt;</c>, so that no figure is copied by hand.
/// </summary>
internal static class TablesCommand
{
    private const string End = "<!-- /table -->";

    public static int Run(string docs)
    {
        var path = Path.Combine(docs, "uploads.md");
        var report = Report.Read(Path.Combine(docs, "performance", "browser.json"));
        var text = File.ReadAllText(path);
        text = Replace(text, "browser", Tables.Goals(report));
        text = Replace(text, "browser-peers", Tables.Peers(report));
        File.WriteAllText(path, text);
        Console.WriteLine(path);
        return 0;
    }

    private static string Replace(string text, string name, IEnumerable<string> lines)
    {
        var begin = $"<!-- table: {name} -->";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0
            ? throw new InvalidDataException($"docs/uploads.md has no place for the table '{name}': add the lines '{begin}' and '{End}'.")
            : $"{text[..(start + begin.Length)]}\n{string.Join('\n', lines)}\n{text[end..]}";
    }
}
