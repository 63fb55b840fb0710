using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PresignKit.Architecture.Tests;

/// <summary>The source files of one project, compiled in memory.</summary>
internal sealed class SourceProject
{
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

    /// <summary>The top-level folder that a file is in, or its own name when it is in none; null for what is not a file of the project.</summary>
    public string? NodeOf(SyntaxTree tree) =>
        tree.FilePath.Length == 0 ? null : Path.GetRelativePath(_folder, tree.FilePath).Split(Path.DirectorySeparatorChar)[0];

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
            .Where(file => Path.GetFileNameWithoutExtension(file) != name)
            .Select(file => MetadataReference.CreateFromFile(file));
}
