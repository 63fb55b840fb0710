using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.Testing;

[assembly: AssemblyFixture(typeof(NpmBundles))]

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>
/// The clients' npm packages, each bundled into one ES module. The first test that needs them installs them into a temporary folder, which later runs
/// use again as long as the versions stay the same.
/// </summary>
public sealed class NpmBundles
{
    private readonly Lazy<Task<string?>> _missing;

    /// <summary>Installs nothing yet.</summary>
    public NpmBundles() => _missing = new(PrepareAsync);

    private static string Source { get; } = Path.Combine(AppContext.BaseDirectory, "Clients", "Npm");

    private string Folder { get; } = Path.Combine(Path.GetTempPath(), $"presignkit-npm-{Digest()}");

    /// <summary>Skips the test if the packages cannot be installed, or fails it if <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>npm</c>.</summary>
    internal async Task RequireAsync() => TestRequirement.Check("npm", await _missing.Value);

    /// <summary>The module of a client.</summary>
    internal string PathOf(string client) => Path.Combine(Folder, $"{client}.js");

    /// <summary>A module and all that it imports, in one file without anything that a browser does not need.</summary>
    /// <param name="path">The module.</param>
    /// <param name="without">A pattern of modules that are left out.</param>
    internal async Task<byte[]> MinifyAsync(string path, string without = "none")
    {
        var output = Path.GetTempFileName();
        try
        {
            var bundler = Path.Combine(Folder, "esbuild", "node_modules", ".bin", "esbuild");
            await RunAsync(
                Path.GetDirectoryName(path)!, bundler, path, "--bundle", "--minify", "--format=esm", $"--external:{without}", $"--outfile={output}",
                "--allow-overwrite", "--log-level=error");
            return await File.ReadAllBytesAsync(output);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string Digest()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Source, file)));
            digest.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset())[..16];
    }

    /// <returns>Why there are no bundles; null if there are.</returns>
    private async Task<string?> PrepareAsync()
    {
        if (Directory.Exists(Folder))
        {
            return null;
        }

        // In a folder of its own, which gets its final name when it is complete: other runs may do the same at this moment, or be killed.
        var work = Directory.CreateTempSubdirectory("presignkit-npm-work-").FullName;
        try
        {
            foreach (var package in Directory.EnumerateDirectories(Source).Select(path => Path.GetFileName(path)))
            {
                var folder = Directory.CreateDirectory(Path.Combine(work, package)).FullName;
                foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, package)))
                {
                    File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                }

                await RunAsync(folder, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            }

            var bundler = Path.Combine(work, "esbuild", "node_modules", ".bin", "esbuild");
            foreach (var entry in Directory.EnumerateFiles(work, "index.js", new EnumerationOptions { MaxRecursionDepth = 1, RecurseSubdirectories = true }))
            {
                var folder = Path.GetDirectoryName(entry)!;
                await RunAsync(folder, bundler, "index.js", "--bundle", "--format=esm", $"--outfile={folder}.js", "--log-level=error");
            }

            Directory.Move(work, Folder);
            return null;
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            // Another run was faster.
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"The npm packages of the clients cannot be installed; install Node.js and npm. {e.Message}";
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{program} {arguments[0]}' ended with {process.ExitCode}: {await output}{await errors}");
        }

        await Task.WhenAll(output, errors);
    }
}
