namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder)
    {
        while (!File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run this program where it was built, in the repository.");
        }

        return folder.FullName;
    }
}
