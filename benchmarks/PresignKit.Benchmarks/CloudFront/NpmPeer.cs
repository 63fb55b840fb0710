using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace PresignKit.Benchmarks.CloudFront;

/// <summary>npm's <c>@aws-sdk/cloudfront-signer</c>, measured by Node.js in a process of its own.</summary>
internal sealed class NpmPeer
{
    private readonly string _folder;
    private readonly string _keys;

    private NpmPeer(string folder, string keys) => (_folder, _keys) = (folder, keys);

    /// <summary>Installs the package into a temporary folder, unless it is there. Returns null if that is not possible.</summary>
    public static NpmPeer? Install(RSA rsa, ECDsa ecdsa)
    {
        var folder = Path.Combine(Path.GetTempPath(), "presignkit-bench-cloudfront-npm");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Npm")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var keys = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["ecdsa"] = ecdsa.ExportPkcs8PrivateKeyPem(), ["rsa"] = rsa.ExportPkcs8PrivateKeyPem(),
        });
        try
        {
            Run(folder, "", "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            return new(folder, keys);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            Console.WriteLine($"npm's signer is not measured: {exception.Message}");
            return null;
        }
    }

    /// <summary>Nanoseconds for a URL, by kind of key.</summary>
    public Dictionary<string, double> Measure() => JsonSerializer.Deserialize<Dictionary<string, double>>(Run(_folder, _keys, "node", "measure.js"))!;

    private static string Run(string folder, string input, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'{program} {arguments[0]}' ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }
}
