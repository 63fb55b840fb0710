namespace PresignKit.S3.Tests.Profiles;

/// <summary>docs/stores.md says of the profiles what they say themselves.</summary>
public sealed class StoresPageTests
{
    private const string Variable = "PRESIGNKIT_WRITE_DOCS";
    private const string Begin = "<!-- Made from the profiles, between here and the end mark: do not edit. -->\n";
    private const string End = "<!-- The end of what is made from the profiles. -->\n";

    [Fact]
    public void StoresPage_GeneratedPart_IsWhatTheProfilesSay()
    {
        var path = Path.Combine(Repository(), "docs", "stores.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"docs/stores.md has lost its marks: {Begin}{End}");
        var generated = ProfileTables.Generate();
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, $"{page[..begin]}{Begin}\n{generated}\n{page[end..]}");
            return;
        }

        Assert.True(
            page[(begin + Begin.Length)..end].Trim('\n') == generated.Trim('\n'),
            $"docs/stores.md is not what the profiles say. Write it anew: {Variable}=1 dotnet run --project tests/PresignKit.S3.Tests -- "
                + $"--filter-class {typeof(StoresPageTests).FullName}");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("PresignKit.sln is in no folder above the tests.");
    }
}
