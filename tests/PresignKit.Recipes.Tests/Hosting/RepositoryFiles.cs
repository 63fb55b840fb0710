namespace PresignKit.Recipes.Tests.Hosting;

/// <summary>The files of this repository.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Find();

    /// <summary>The text of a file, with <c>\n</c> line endings.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

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
