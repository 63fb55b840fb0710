namespace PresignKit.Packages.Tests.Build;

/// <summary>The files of this repository.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Shared =
        ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "LICENSE", "README.md"];

    public static string Root { get; } = Find();

    /// <summary>The text of a file, with <c>\n</c> line endings.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Copies the files that packing needs, without build output.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var file in Shared)
        {
            Copy(file, folder);
        }

        foreach (var top in (string[])["src", "eng"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, top), "*", SearchOption.AllDirectories))
            {
                var relative = Path.GetRelativePath(Root, file);
                if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                {
                    Copy(relative, folder);
                }
            }
        }
    }

    private static void Copy(string relative, string folder)
    {
        var target = Path.Combine(folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Root, relative), target);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests contains PresignKit.sln.");
    }
}
