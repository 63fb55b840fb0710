using PresignKit.Packages.Tests.Build;
using PresignKit.Packages.Tests.Consumers;

namespace PresignKit.Packages.Tests.Contents;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("src/PresignKit/README.md")]
    public void Readme_FirstSnippet_IsInSample(string readme)
    {
        var lines = Snippets.FirstCSharp(readme);

        Assert.NotEmpty(lines);
        Assert.Contains(lines, RepositoryFiles.Read(Snippets.Sample), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet")]
    [InlineData("```csharp\nvar a = 1;\n")]
    [InlineData("```csharp\nvar a = 1;\n```\n", "var a = 1;\n")]
    [InlineData("```csharp\nvar a = 1;\n```\n```json\n{}\n```\n```csharp\nvar b = 2;\n```\n```csharp\nvar c", "var a = 1;\n", "var b = 2;\n")]
    public void Blocks_Markdown_FindsCompleteCSharpBlocks(string markdown, params string[] blocks) =>
        Assert.Equal(blocks, Snippets.Blocks(markdown));

    [Fact]
    public void ClientPage_FirstSnippet_IsThatOfThePackage() =>
        Assert.Equal(Snippets.FirstCSharp("src/PresignKit.Client/README.md"), Snippets.FirstCSharp("docs/client.md"));

    [Fact]
    public void Readme_RealStoreSnippet_IsTheOneThatRunsOnCeph() =>
        Assert.Contains(Snippets.CSharp(ConsumerProjects.EndpointsReadme)[1], RepositoryFiles.Read("README.md"), StringComparison.Ordinal);
}
