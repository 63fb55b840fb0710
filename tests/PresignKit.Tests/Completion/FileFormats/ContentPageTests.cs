namespace PresignKit.Tests.Completion.FileFormats;

/// <summary>The generated parts of docs/content.md match the tables of the library.</summary>
public sealed class ContentPageTests
{
    private const string Variable = "PRESIGNKIT_WRITE_DOCS";
    private const string End = "<!-- End of the generated part. -->\n";

    [Fact]
    public void ContentPage_GeneratedParts_MatchTheTables()
    {
        var path = Path.Combine(Repository(), "docs", "content.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var generated = Replace(page, "<!-- Generated from the content formats, up to the end mark. Do not edit. -->\n", ContentTables.GenerateFormats());
        generated = Replace(generated, "<!-- Generated from the content types, up to the end mark. Do not edit. -->\n", ContentTables.GenerateTypes());
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, generated);
            return;
        }

        Assert.True(
            page == generated,
            $"docs/content.md differs from the tables. Regenerate it: {Variable}=1 dotnet run --project tests/PresignKit.Tests -- "
                + $"--filter-class {typeof(ContentPageTests).FullName}");
    }

    private static string Replace(string page, string mark, string part)
    {
        var begin = page.IndexOf(mark, StringComparison.Ordinal);
        Assert.True(begin >= 0, $"docs/content.md must contain the mark {mark}");
        var end = page.IndexOf(End, begin, StringComparison.Ordinal);
        Assert.True(end > begin, $"docs/content.md must contain the mark {End}");
        return $"{page[..begin]}{mark}\n{part}\n{page[end..]}";
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests contains PresignKit.sln.");
    }
}
