using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The code that the READMEs show.</summary>
internal static class Snippets
{
    public const string Sample = "samples/PresignKit.Sample.Minimal/Program.cs";

    private const string Fence = "```";

    /// <summary>The first C# block of a file.</summary>
    public static string FirstCSharp(string path) => TryFirst(RepositoryFiles.Read(path), out var lines)
        ? lines
        : throw new InvalidOperationException($"{path} has no C# block.");

    public static bool TryFirst(string markdown, out string lines)
    {
        const string start = Fence + "csharp\n";
        lines = "";
        var first = markdown.IndexOf(start, StringComparison.Ordinal);
        var end = first < 0 ? -1 : markdown.IndexOf("\n" + Fence + "\n", first, StringComparison.Ordinal);
        if (end < 0)
            return false;
        lines = markdown[(first + start.Length)..(end + 1)];
        return true;
    }

    /// <summary>A README's lines as a program: the sample up to where they begin in it, and the lines.</summary>
    public static string WithinSample(string readme)
    {
        var (sample, lines) = (RepositoryFiles.Read(Sample), FirstCSharp(readme));
        var start = sample.IndexOf(lines, StringComparison.Ordinal);
        return start >= 0 ? sample[..start] + lines : throw new InvalidOperationException($"The lines of {readme} are not in {Sample}.");
    }
}
