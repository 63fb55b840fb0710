using PresignKit.Packages.Tests.Build;
using PresignKit.Packages.Tests.Consumers;

namespace PresignKit.Packages.Tests.Contents;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("src/PresignKit/README.md")]
    public void Readme_FirstLines_AreThoseOfTheSample(string readme)
    {
        var lines = Snippets.FirstCSharp(readme);

        Assert.NotEmpty(lines);
        Assert.Contains(lines, RepositoryFiles.Read(Snippets.Sample), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet", false)]
    [InlineData("```csharp\nvar a = 1;\n", false)]
    [InlineData("```csharp\nvar a = 1;\n```\n```csharp\nvar b = 2;\n```\n", true)]
    public void TryFirst_Markdown_FindsTheFirstWholeBlock(string markdown, bool found)
    {
        Assert.Equal(found, Snippets.TryFirst(markdown, out var lines));
        Assert.Equal(found ? "var a = 1;\n" : "", lines);
    }
}
