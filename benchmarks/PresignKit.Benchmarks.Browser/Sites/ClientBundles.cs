using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>The clients as modules for the browser. npm packages are installed once into a cache folder, and bundled by esbuild.</summary>
internal sealed class ClientBundles
{
    private readonly string _cache;

    private ClientBundles(string cache) => _cache = cache;

    /// <summary>Where the clients' sources are.</summary>
    public static string Sources { get; } = Path.Combine(AppContext.BaseDirectory, "Clients");

    /// <summary>Installs and bundles what is missing.</summary>
    public static async Task<ClientBundles> PrepareAsync(IEnumerable<string> clients)
    {
        var cache = Path.Combine(Path.GetTempPath(), "presignkit-benchmarks-browser");
        foreach (var client in clients)
        {
            await PrepareAsync(cache, client);
        }

        return new(cache);
    }

    /// <summary>The file of a client; null if there is no such client.</summary>
    public string? Find(string client)
    {
        var source = Path.Combine(Sources, client);
        return !Directory.Exists(source) ? null
            : IsPackaged(client) ? Path.Combine(Folder(_cache, client), "bundle.js")
            : Path.Combine(source, "client.js");
    }

    private static bool IsPackaged(string client) => File.Exists(Path.Combine(Sources, client, "package.json"));

    // Other versions are in another folder.
    private static string Folder(string cache, string client)
    {
        var versions = SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Sources, client, "package.json"))));
        return Path.Combine(cache, $"{client}-{Convert.ToHexStringLower(versions)[..12]}");
    }

    private static async Task PrepareAsync(string cache, string client)
    {
        if (!IsPackaged(client))
        {
            return;
        }

        var folder = Folder(cache, client);
        if (!File.Exists(Path.Combine(folder, "installed")))
        {
            Directory.CreateDirectory(folder);
            File.Copy(Path.Combine(Sources, client, "package.json"), Path.Combine(folder, "package.json"), overwrite: true);
            await RunAsync(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent");
            await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "");
        }

        File.Copy(Path.Combine(Sources, client, "client.js"), Path.Combine(folder, "client.js"), overwrite: true);
        await RunAsync(
            folder,
            Path.Combine(folder, "node_modules", ".bin", "esbuild"),
            "client.js", "--bundle", "--format=esm", "--minify", "--platform=browser", "--define:process.env.NODE_ENV=\"production\"", "--log-level=error",
            "--outfile=bundle.js");
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} failed in {folder}: {errors}");
        }
    }
}
