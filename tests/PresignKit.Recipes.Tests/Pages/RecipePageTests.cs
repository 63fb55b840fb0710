using System.Text.RegularExpressions;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Pages;

/// <summary>The pages show the code that these tests compile and run.</summary>
public sealed partial class RecipePageTests
{
    private const string Variable = "PRESIGNKIT_WRITE_DOCS";
    private const string Folder = "docs/recipes";

    public static TheoryData<string> Pages { get; } = new(
        Directory.GetFiles(Path.Combine(RepositoryFiles.Root, Folder), "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachBlock_EqualsTheCodeThatRuns(string page) => AssertCurrent($"{Folder}/{page}", RecipePage.Render);

    [Fact]
    public void Migrating_EachBlock_EqualsTheCodeThatRuns() => AssertCurrent("docs/migrating.md", RecipePage.Render);

    [Theory]
    [InlineData("docs/uploads.md", 2)]
    [InlineData("docs/client.md", 2)]
    public void Guide_EachBlockThatNamesItsSource_EqualsTheCodeThatRuns(string path, int blocks)
    {
        Assert.Equal(blocks, RepositoryFiles.Read(path).Split("\n<!-- tests/").Length - 1);
        AssertCurrent(path, RecipePage.RenderSourced);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachLink_LeadsToAFile(string page)
    {
        var folder = Path.Combine(RepositoryFiles.Root, Folder);
        var links = Links().Matches(RepositoryFiles.Read($"{Folder}/{page}")).Select(match => match.Groups[1].Value).ToList();

        Assert.All(
            links.Where(link => !link.StartsWith("http", StringComparison.Ordinal) && !link.StartsWith('#')),
            link => Assert.True(File.Exists(Path.Combine(folder, link.Split('#')[0])), $"{page} links to {link}, which does not exist."));
    }

    [Fact]
    public void Guides_EachLink_LeadsToAFileAndAHeading()
    {
        string[] pages =
        [
            "README.md",
            .. Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}"),
            .. Pages.Select(row => $"{Folder}/{row.Data}"),
        ];
        var links = from page in pages
                    from Match match in Links().Matches(Code().Replace(RepositoryFiles.Read(page), ""))
                    let link = match.Groups[1].Value
                    where !link.StartsWith("http", StringComparison.Ordinal)
                    let parts = link.Split('#')
                    let target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0])
                    select (page, link, target, heading: parts.ElementAtOrDefault(1));

        Assert.All(links, link =>
        {
            Assert.True(Path.Exists(Path.Combine(RepositoryFiles.Root, link.target)), $"{link.page} links to {link.link}, which does not exist.");
            Assert.True(link.heading is null || Headings(link.target).Contains(link.heading), $"{link.page} links to {link.link}, which is no heading.");
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Readme_Recipes_LinksThePage(string page) =>
        Assert.Contains($"({Folder}/{page})", RepositoryFiles.Read("README.md"), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\n<!-- f.cs#x -->\n```csharp\nold\n```\n", "a\n<!-- f.cs#x -->\n```csharp\nvar a = 1;\n    b();\n```\n")]
    [InlineData("```\ndotnet run\n```\n", "```\ndotnet run\n```\n")]
    [InlineData("<!-- f.cs#y -->\n```csharp\n```\n\nend\n", "<!-- f.cs#y -->\n```csharp\nb();\n```\n\nend\n")]
    public void Render_Blocks_ComeFromTheirFiles(string page, string expected) =>
        Assert.Equal(
            expected,
            RecipePage.Render(
                page,
                path => path == "f.cs"
                    ? "{\n    // <recipe:x>\n    var a = 1;\n        // <recipe:y>\n        b();\n        // </recipe:y>\n    // </recipe:x>\n}\n"
                    : throw new FileNotFoundException(path)));

    [Theory]
    [InlineData("```csharp\nvar a = 1;\n```\n")]
    [InlineData("<!-- f.cs#z -->\n```csharp\n```\n")]
    [InlineData("<!-- f.cs -->\n\n```csharp\n```\n")]
    [InlineData("<!-- f.cs -->\n```csharp\n")]
    public void Render_BlockWithoutSource_Throws(string page) =>
        Assert.Throws<InvalidOperationException>(() => RecipePage.Render(page, _ => "// <recipe:x>\n// </recipe:x>\n"));

    private static void AssertCurrent(string path, Func<string, Func<string, string>, string> render)
    {
        var current = RepositoryFiles.Read(path);
        var rendered = render(current, RepositoryFiles.Read);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(Path.Combine(RepositoryFiles.Root, path), rendered);
            return;
        }

        Assert.True(
            current == rendered,
            $"{path} differs from the code. Regenerate it: {Variable}=1 dotnet run --project tests/PresignKit.Recipes.Tests -- "
                + $"--filter-class {typeof(RecipePageTests).FullName}");
    }

    /// <summary>The anchors of a page, as GitHub makes them.</summary>
    private static HashSet<string> Headings(string page) =>
    [
        .. Code().Replace(RepositoryFiles.Read(page), "").Split('\n')
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-')),
    ];

    [GeneratedRegex("(?s)```.*?```")]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
