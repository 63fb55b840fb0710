using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Testing.Npm;

/// <summary>
/// A temporary folder with npm packages. The first test that needs it fills it; later runs use it again as long as its name is the same.
/// </summary>
public sealed class NpmFolder
{
    private readonly Lazy<Task<string?>> _missing;

    /// <summary>Installs nothing yet.</summary>
    /// <param name="name">The name of the folder. It must change if its content does.</param>
    /// <param name="content">What is in it, for messages: <c>npm's signer</c>.</param>
    /// <param name="fill">Fills the folder whose path it gets.</param>
    public NpmFolder(string name, string content, Func<string, Task> fill)
    {
        Location = Path.Combine(Path.GetTempPath(), name);
        _missing = new(() => PrepareAsync(content, fill));
    }

    /// <summary>Where it is.</summary>
    public string Location { get; }

    /// <summary>Skips the test if the folder cannot be filled, or fails it if <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>npm</c>.</summary>
    public async Task RequireAsync() => TestRequirement.Check("npm", await _missing.Value);

    /// <summary>Installs packages, without their scripts.</summary>
    /// <param name="folder">The folder whose <c>node_modules</c> gets them.</param>
    /// <param name="packages">The packages; none: those that its <c>package.json</c> names.</param>
    public static Task InstallAsync(string folder, params string[] packages) => RunAsync(
        folder,
        "",
        "npm",
        ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", .. packages]);

    /// <summary>Runs a program, and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string folder, string input, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"'{program} {arguments[0]}' ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>A name that changes with the names and contents of the files in a folder.</summary>
    public static string Digest(string folder)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            digest.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset())[..16];
    }

    /// <returns>Why the folder is missing; null if it is there.</returns>
    private async Task<string?> PrepareAsync(string content, Func<string, Task> fill)
    {
        if (Directory.Exists(Location))
        {
            return null;
        }

        // The folder gets its final name when it is complete: other runs may do the same at this moment, or be killed.
        var work = Directory.CreateTempSubdirectory("presignkit-npm-work-").FullName;
        try
        {
            await fill(work);
            Directory.Move(work, Location);
            return null;
        }
        catch (IOException) when (Directory.Exists(Location))
        {
            // Another run was faster.
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return $"{content} cannot be installed; install Node.js and npm. {e.Message}";
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }
}
