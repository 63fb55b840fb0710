namespace PresignKit.S3.Tests.Profiles;

/// <summary>The generated part of docs/stores.md matches the profiles.</summary>
public sealed class StoresPageTests
{
    private const string Variable = "PRESIGNKIT_WRITE_DOCS";
    private const string Begin = "<!-- Generated from the profiles, up to the end mark. Do not edit. -->\n";
    private const string End = "<!-- End of the generated part. -->\n";

    [Fact]
    public void StoresPage_GeneratedPart_MatchesTheProfiles()
    {
        var path = Path.Combine(Repository(), "docs", "stores.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"docs/stores.md must contain the marks {Begin} and {End}");
        var generated = ProfileTables.Generate();
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, $"{page[..begin]}{Begin}\n{generated}\n{page[end..]}");
            return;
        }

        Assert.True(
            page[(begin + Begin.Length)..end].Trim('\n') == generated.Trim('\n'),
            $"docs/stores.md differs from the profiles. Regenerate it: {Variable}=1 dotnet run --project tests/PresignKit.S3.Tests -- "
                + $"--filter-class {typeof(StoresPageTests).FullName}");
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
