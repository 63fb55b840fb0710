using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PresignKit.Architecture.Tests;

/// <summary>The source files of one project, compiled in memory.</summary>
internal sealed class SourceProject
{
    // Its namespace would hide types of the platform from the code that is read.
    private static readonly string OwnName = typeof(SourceProject).Assembly.GetName().Name!;

    private readonly string _folder;

    private SourceProject(string folder, CSharpCompilation compilation)
    {
        _folder = folder;
        Compilation = compilation;
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>The projects under <c>src</c>.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal);

    /// <summary>Reads a project under <c>src</c>.</summary>
    public static SourceProject Read(string name)
    {
        var folder = Path.Combine(Root(), "src", name);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file), File: file))
            .Where(file => file.Path.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
        return Create(name, files.Select(file => (file.Path, File.ReadAllText(file.File))), Usings(Path.Combine(folder, $"{name}.csproj")));
    }

    /// <summary>Makes a project of texts, by their paths.</summary>
    public static SourceProject Create(string name, IEnumerable<(string Path, string Text)> files, string usings = "")
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var folder = Path.Combine(Path.GetTempPath(), name);
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, Path.Combine(folder, file.Path)))
            .Append(CSharpSyntaxTree.ParseText(usings, options));
        return new(folder, CSharpCompilation.Create(name, trees, References(name), new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)));
    }

    /// <summary>The folders that have folders in them, from the project's own (<c>""</c>) down.</summary>
    public IEnumerable<string> ParentFolders() =>
        Files().Select(path => Path.GetDirectoryName(path)!).SelectMany(Above).Append("").Distinct().Order(StringComparer.Ordinal);

    /// <summary>What stands directly in a folder and contains a file: a folder, or the file itself; null for files elsewhere.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="parent">The folder, relative to the project.</param>
    public string? NodeOf(SyntaxTree tree, string parent)
    {
        if (tree.FilePath.Length == 0)
        {
            return null;
        }

        var path = Path.GetRelativePath(Path.Combine(_folder, parent), tree.FilePath);
        var first = path.Split(Path.DirectorySeparatorChar)[0];
        return first == ".." ? null : first;
    }

    private IEnumerable<string> Files() =>
        Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).Select(tree => Path.GetRelativePath(_folder, tree.FilePath));

    private static IEnumerable<string> Above(string folder)
    {
        for (var above = Path.GetDirectoryName(folder); !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
        {
            yield return above;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests contains PresignKit.sln.");
    }

    // What the SDK imports without a word in the source: System and its like, and ASP.NET Core's where the framework is referenced.
    private static string Usings(string projectFile)
    {
        string[] core = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
        var project = File.ReadAllText(projectFile);
        var imported = Regex.Matches(project, "<Using Include=\"([^\"]+)\"").Select(match => match.Groups[1].Value);
        return string.Concat(core.Concat(imported).Select(name => $"global using {name};"));
    }

    private static IEnumerable<MetadataReference> References(string name) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileNameWithoutExtension(file) is var assembly && assembly != name && assembly != OwnName)
            .Select(file => MetadataReference.CreateFromFile(file));
}
