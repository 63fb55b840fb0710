using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The code in the READMEs.</summary>
internal static class Snippets
{
    public const string Sample = "samples/PresignKit.Sample.Minimal/Program.cs";

    private const string Fence = "```";

    /// <summary>The first C# block of a file.</summary>
    public static string FirstCSharp(string path) => CSharp(path)[0];

    /// <summary>The C# blocks of a file, in order.</summary>
    public static IReadOnlyList<string> CSharp(string path) => Blocks(RepositoryFiles.Read(path)) is { Count: > 0 } blocks
        ? blocks
        : throw new InvalidOperationException($"{path} does not contain a C# block.");

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

    /// <summary>The files that a page tells the reader to write: each block after a comment with the file's path in a folder.</summary>
    public static IReadOnlyDictionary<string, string> Files(string page, string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = RepositoryFiles.Read(page).Split('\n');
        for (var index = 0; index + 1 < lines.Length; index++)
        {
            if (lines[index].StartsWith($"<!-- {folder}/", StringComparison.Ordinal) && lines[index + 1].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, index + 2);
                files.Add(lines[index][$"<!-- {folder}/".Length..^" -->".Length], string.Concat(lines[(index + 2)..end].Select(line => line + "\n")));
            }
        }

        return files.Count > 0 ? files : throw new InvalidOperationException($"{page} contains no files of {folder}.");
    }

    /// <summary>A README's snippet as a program: the sample up to the snippet, and the snippet.</summary>
    public static string WithinSample(string readme)
    {
        var (sample, lines) = (RepositoryFiles.Read(Sample), FirstCSharp(readme));
        var start = sample.IndexOf(lines, StringComparison.Ordinal);
        return start >= 0 ? sample[..start] + lines : throw new InvalidOperationException($"{Sample} does not contain the first snippet of {readme}.");
    }

    /// <summary>A README's application with the lines for a real store, the second block, instead of the line for the embedded store.</summary>
    public static string OnRealStore(string readme)
    {
        var blocks = CSharp(readme);
        var embedded = blocks[0].Split('\n').Single(line => line.Contains(".AddLocalS3(", StringComparison.Ordinal));
        return "using PresignKit.S3;\n" + blocks[0].Replace(embedded + "\n", blocks[1], StringComparison.Ordinal);
    }
}
