using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.Testing.Npm;

[assembly: AssemblyFixture(typeof(NpmBundles))]

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>
/// The clients' npm packages, each bundled into one ES module. The first test that needs them installs them into a temporary folder, which later runs
/// use again as long as the versions stay the same.
/// </summary>
public sealed class NpmBundles
{
    private readonly NpmFolder _folder = new($"presignkit-npm-{NpmFolder.Digest(Source)}", "The npm packages of the clients", FillAsync);

    private static string Source { get; } = Path.Combine(AppContext.BaseDirectory, "Clients", "Npm");

    /// <inheritdoc cref="NpmFolder.RequireAsync"/>
    internal Task RequireAsync() => _folder.RequireAsync();

    /// <summary>The module of a client.</summary>
    internal string PathOf(string client) => Path.Combine(_folder.Location, $"{client}.js");

    /// <summary>A module and all that it imports, in one file without anything that a browser does not need.</summary>
    /// <param name="path">The module.</param>
    /// <param name="without">A pattern of modules that are left out.</param>
    internal async Task<byte[]> MinifyAsync(string path, string without = "none")
    {
        var output = Path.GetTempFileName();
        try
        {
            var bundler = Path.Combine(_folder.Location, "esbuild", "node_modules", ".bin", "esbuild");
            await NpmFolder.RunAsync(
                Path.GetDirectoryName(path)!, "", bundler, path, "--bundle", "--minify", "--format=esm", $"--external:{without}", $"--outfile={output}",
                "--allow-overwrite", "--log-level=error");
            return await File.ReadAllBytesAsync(output);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static async Task FillAsync(string work)
    {
        foreach (var package in Directory.EnumerateDirectories(Source).Select(path => Path.GetFileName(path)))
        {
            var folder = Directory.CreateDirectory(Path.Combine(work, package)).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, package)))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            await NpmFolder.InstallAsync(folder);
        }

        var bundler = Path.Combine(work, "esbuild", "node_modules", ".bin", "esbuild");
        foreach (var entry in Directory.EnumerateFiles(work, "index.js", new EnumerationOptions { MaxRecursionDepth = 1, RecurseSubdirectories = true }))
        {
            var folder = Path.GetDirectoryName(entry)!;
            await NpmFolder.RunAsync(folder, "", bundler, "index.js", "--bundle", "--format=esm", $"--outfile={folder}.js", "--log-level=error");
        }
    }
}
