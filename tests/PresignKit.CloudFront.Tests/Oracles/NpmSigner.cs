using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using PresignKit.CloudFront.Tests.Oracles;
using PresignKit.Testing;

[assembly: AssemblyFixture(typeof(NpmSigner))]

namespace PresignKit.CloudFront.Tests.Oracles;

/// <summary>
/// npm's <c>@aws-sdk/cloudfront-signer</c>. The first test that needs it installs it into a temporary folder, which later runs use again as long as the
/// version stays the same.
/// </summary>
public sealed class NpmSigner
{
    private readonly Lazy<Task<string?>> _missing;

    /// <summary>Installs nothing yet.</summary>
    public NpmSigner() => _missing = new(PrepareAsync);

    private static string Source { get; } = Path.Combine(AppContext.BaseDirectory, "Npm");

    private string Folder { get; } = Path.Combine(Path.GetTempPath(), $"presignkit-cloudfront-npm-{Digest()}");

    /// <summary>Skips the test if the package cannot be installed, or fails it if <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>npm</c>.</summary>
    internal async Task RequireAsync() => TestRequirement.Check("npm", await _missing.Value);

    /// <summary>Signs all requests. Returns one answer for each.</summary>
    internal async Task<IReadOnlyList<JsonElement>> SignAsync(IEnumerable<object> requests)
    {
        var output = await RunAsync(Folder, string.Concat(requests.Select(request => $"{JsonSerializer.Serialize(request)}\n")), "node", "sign.js");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Digest()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Source).Order(StringComparer.Ordinal))
        {
            digest.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset())[..16];
    }

    private static async Task<string> RunAsync(string folder, string input, string program, params string[] arguments)
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

    /// <returns>Why there is no package; null if there is.</returns>
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
            foreach (var file in Directory.EnumerateFiles(Source))
            {
                File.Copy(file, Path.Combine(work, Path.GetFileName(file)));
            }

            await RunAsync(work, "", "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            Directory.Move(work, Folder);
            return null;
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            // Another run was faster.
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return $"npm's signer cannot be installed; install Node.js and npm. {e.Message}";
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
