using System.Text;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Pages;

/// <summary>
/// A page whose code blocks come from files: the line before each block is a comment with the file's path and, after <c>#</c>, the name of a
/// region that stands between <c>// &lt;recipe:NAME&gt;</c> and <c>// &lt;/recipe:NAME&gt;</c>.
/// </summary>
internal static class RecipePage
{
    private const string Fence = "```";

    private static readonly string[] CodeLanguages = ["csharp", "json", "html", "js", "xml"];

    /// <summary>The page with each block replaced by the code of its file.</summary>
    /// <exception cref="InvalidOperationException">A block has no source, or its source does not exist.</exception>
    public static string Render(string page, Func<string, string> read) => Render(page, read, isEachBlockSourced: true);

    /// <summary>The page with each block that names a source replaced by the code of its file.</summary>
    /// <exception cref="InvalidOperationException">The source of a block does not exist.</exception>
    public static string RenderSourced(string page, Func<string, string> read) => Render(page, read, isEachBlockSourced: false);

    /// <summary>The part of a file that stands between the marks, without its indentation and without the marks of other regions.</summary>
    public static string Region(string text, string? name)
    {
        var lines = text.TrimEnd('\n').Split('\n').AsEnumerable();
        if (name is not null)
        {
            var (begin, end) = ($"// <recipe:{name}>", $"// </recipe:{name}>");
            if (lines.Count(line => line.Trim() == begin) != 1 || lines.Count(line => line.Trim() == end) != 1)
            {
                throw new InvalidOperationException($"The file must have '{begin}' and '{end}' once each.");
            }

            lines = lines.SkipWhile(line => line.Trim() != begin).Skip(1).TakeWhile(line => line.Trim() != end);
        }

        var kept = lines.Where(line => !IsMark(line)).ToList();
        var indentation = kept.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty().Min();
        return string.Join('\n', kept.Select(line => line.Length > 0 ? line[indentation..] : line)).Trim('\n') + "\n";
    }

    private static string Render(string page, Func<string, string> read, bool isEachBlockSourced)
    {
        var result = new StringBuilder();
        string? source = null;
        var lines = page.TrimEnd('\n').Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            result.Append(line).Append('\n');
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, index + 1);
                if (end < 0)
                {
                    throw new InvalidOperationException($"The block that begins with '{line}' has no end.");
                }

                result.Append(Content(line[Fence.Length..], source, lines[(index + 1)..end], read, isEachBlockSourced)).Append(Fence).Append('\n');
                index = end;
            }

            source = line.StartsWith("<!-- ", StringComparison.Ordinal) && line.EndsWith(" -->", StringComparison.Ordinal) ? line[5..^4] : null;
        }

        return result.ToString();
    }

    private static string Content(string language, string? source, string[] lines, Func<string, string> read, bool isEachBlockSourced)
    {
        if (!CodeLanguages.Contains(language) || (source is null && !isEachBlockSourced))
        {
            return string.Concat(lines.Select(line => line + "\n"));
        }

        if (source is null)
        {
            throw new InvalidOperationException($"A {language} block has no comment with its source in the line before it.");
        }

        var parts = source.Split('#');
        return Region(read(parts[0]), parts.Length > 1 ? parts[1] : null);
    }

    private static bool IsMark(string line) =>
        line.TrimStart() is var text
        && (text.StartsWith("// <recipe:", StringComparison.Ordinal) || text.StartsWith("// </recipe:", StringComparison.Ordinal));
}
