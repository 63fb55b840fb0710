using PresignKit.Packages.Tests.Build;
using PresignKit.Testing;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>
/// New projects outside the repository, created from the SDK's templates, that reference the packages and contain the READMEs' code. They
/// are restored from the package feed and the local cache, and built together, with warnings as errors.
/// </summary>
public sealed class ConsumerProjects(PackedPackages packages) : IAsyncLifetime
{
    internal const string SigV4Console = "SigV4Console";
    internal const string ExplainingConsole = "ExplainingConsole";
    internal const string ClientConsole = "ClientConsole";
    internal const string LocalS3Console = "LocalS3Console";
    internal const string ReadmeWeb = "ReadmeWeb";
    internal const string StoresWeb = "StoresWeb";
    internal const string EndpointsWeb = "EndpointsWeb";
    internal const string CephWeb = "CephWeb";
    internal const string GettingStartedWeb = "GettingStartedWeb";
    internal const string EndpointsReadme = "src/PresignKit.AspNetCore/README.md";

    private string? _unavailable;

    private string Folder => Path.Combine(packages.Folder, "consumers");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        await ConsumerSettings.WriteAsync(Folder, packages.Feed);
        await AddAsync("console", SigV4Console, Snippets.FirstCSharp("src/PresignKit.SigV4/README.md"), "PresignKit.SigV4");
        await AddAsync("console", ExplainingConsole, Snippets.FirstCSharp("src/PresignKit.Explaining/README.md"), "PresignKit.Explaining");
        await AddAsync("console", ClientConsole, Snippets.FirstCSharp("src/PresignKit.Client/README.md"), "PresignKit.Client");
        await AddAsync("console", LocalS3Console, Snippets.FirstCSharp("src/PresignKit.LocalS3/README.md"), "PresignKit.LocalS3");
        await AddAsync("web", ReadmeWeb, Snippets.WithinSample("README.md"), "PresignKit.S3");
        await AddAsync(
            "web",
            StoresWeb,
            Snippets.FirstCSharp("src/PresignKit.S3/README.md").Replace(
                "using PresignKit;\n", "using PresignKit;\nvar builder = WebApplication.CreateBuilder(args);\n", StringComparison.Ordinal)
                + "builder.Build().Run();\n",
            "PresignKit.S3");
        await AddAsync("web", EndpointsWeb, Snippets.FirstCSharp(EndpointsReadme), "PresignKit.AspNetCore", "PresignKit.LocalS3");
        await AddAsync("web", CephWeb, Snippets.OnRealStore(EndpointsReadme), "PresignKit.AspNetCore", "PresignKit.S3");
        var gettingStarted = Snippets.Files("docs/recipes/getting-started.md", "samples/PresignKit.Sample.GettingStarted");
        await AddAsync(
            "web", GettingStartedWeb, gettingStarted["Program.cs"], "PresignKit.AspNetCore", "PresignKit.S3", "PresignKit.LocalS3");
        foreach (var (name, text) in gettingStarted)
        {
            var file = Path.Combine(Folder, GettingStartedWeb, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        string[] all = [SigV4Console, ExplainingConsole, ClientConsole, LocalS3Console, ReadmeWeb, StoresWeb, EndpointsWeb, CephWeb, GettingStartedWeb];
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "Consumers.slnx"),
            $"<Solution>{string.Concat(all.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
        if (!Directory.Exists(packages.Feed))
        {
            return;
        }

        var built = await Command.RunAsync("dotnet", Folder, ["build", "Consumers.slnx", "--nologo", "-tl:off", "-v", "quiet"]);
        if (built.IsOffline)
        {
            _unavailable = $"No package source is available:\n{built.Output}";
        }
        else
        {
            built.ShouldSucceed();
        }
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>The built program of a project, and the folder to run it in.</summary>
    internal (string Folder, string Assembly) Built(string project)
    {
        packages.Require();
        TestRequirement.Check("packages", _unavailable);
        var folder = Path.Combine(Folder, project);
        return (folder, Path.Combine(folder, "bin", "Debug", "net10.0", $"{project}.dll"));
    }

    /// <summary>The folder that a package was restored to.</summary>
    internal string Restored(string id) => Path.Combine(Folder, "packages", id.ToLowerInvariant(), packages.Version);

    private async Task AddAsync(string template, string name, string program, params string[] references)
    {
        (await Command.RunAsync("dotnet", Folder, ["new", template, "-o", name, "--no-restore"])).ShouldSucceed();
        var project = Path.Combine(Folder, name, $"{name}.csproj");
        var items = string.Concat(references.Select(id => $"<PackageReference Include=\"{id}\" Version=\"{packages.Version}\" />"));
        var text = await File.ReadAllTextAsync(project);
        await File.WriteAllTextAsync(
            project, text.Replace("</Project>", $"<ItemGroup>{items}</ItemGroup></Project>", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(Folder, name, "Program.cs"), program);
    }
}
