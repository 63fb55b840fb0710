using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The code that the READMEs show.</summary>
internal static class Snippets
{
    public const string Sample = "samples/PresignKit.Sample.Minimal/Program.cs";

    private const string Fence = "```";

    /// <summary>The first C# block of a file.</summary>
    public static string FirstCSharp(string path) => CSharp(path)[0];

    /// <summary>The C# blocks of a file, in their order.</summary>
    public static IReadOnlyList<string> CSharp(string path) => Blocks(RepositoryFiles.Read(path)) is { Count: > 0 } blocks
        ? blocks
        : throw new InvalidOperationException($"{path} has no C# block.");

    public static IReadOnlyList<string> Blocks(string markdown)
    {
        const string start = Fence + "csharp\n";
        const string end = "\n" + Fence + "\n";
        var blocks = new List<string>();
        var at = 0;
        while ((at = markdown.IndexOf(start, at, StringComparison.Ordinal)) >= 0
            && markdown.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var last)
        {
            blocks.Add(markdown[(at + start.Length)..(last + 1)]);
            at = last + end.Length;
        }

        return blocks;
    }

    /// <summary>A README's lines as a program: the sample up to where they begin in it, and the lines.</summary>
    public static string WithinSample(string readme)
    {
        var (sample, lines) = (RepositoryFiles.Read(Sample), FirstCSharp(readme));
        var start = sample.IndexOf(lines, StringComparison.Ordinal);
        return start >= 0 ? sample[..start] + lines : throw new InvalidOperationException($"The lines of {readme} are not in {Sample}.");
    }

    /// <summary>A README's whole application with the lines for a real store, its second block, in place of the embedded one's.</summary>
    public static string OnRealStore(string readme)
    {
        var blocks = CSharp(readme);
        var embedded = blocks[0].Split('\n').Single(line => line.Contains(".AddLocalS3(", StringComparison.Ordinal));
        return "using PresignKit.S3;\n" + blocks[0].Replace(embedded + "\n", blocks[1], StringComparison.Ordinal);
    }
}
