using PresignKit.Testing;

namespace PresignKit.Packages.Tests.Build;

/// <summary>
/// The libraries and the tool, packed from a copy of the sources in a separate git repository, with a commit and a remote as for a release,
/// and with a version that is in no cache.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    /// <summary>A repository that does not exist. SourceLink needs only a URL in this form.</summary>
    public const string Remote = "https://github.com/example/presignkit";

    /// <summary>The tool, which is installed rather than referenced.</summary>
    public const string Tool = "PresignKit.Cli";

    private readonly string _suffix = $"test.{Guid.NewGuid():N}";
    private string? _unavailable;

    public static IReadOnlyList<string> Ids { get; } =
    [
        "PresignKit", "PresignKit.AspNetCore", "PresignKit.Client", "PresignKit.CloudFront", "PresignKit.Explaining", "PresignKit.LocalS3", "PresignKit.Redis",
        "PresignKit.S3", "PresignKit.SigV4",
    ];

    /// <summary>A temporary folder for everything that these tests write.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("presignkit-packages-").FullName;

    /// <summary>The folder with the packages, used as a feed.</summary>
    internal string Feed => Path.Combine(Folder, "feed");

    internal string Sources => Path.Combine(Folder, "sources");

    internal string Version => $"0.1.0-{_suffix}";

    internal string Commit { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        RepositoryFiles.CopyTo(Sources);
        await File.WriteAllTextAsync(
            Path.Combine(Sources, "Packages.slnx"),
            $"<Solution>{string.Concat(Ids.Append(Tool).Select(id => $"<Project Path=\"src/{id}/{id}.csproj\" />"))}</Solution>");
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Sources");
        await GitAsync("remote", "add", "origin", Remote + ".git");
        Commit = (await GitAsync("rev-parse", "HEAD")).Output.Trim();
        var packed = await PackAsync("Packages.slnx", Feed);
        if (packed.IsOffline)
        {
            _unavailable = $"No package source is available:\n{packed.Output}";
        }
        else
        {
            packed.ShouldSucceed();
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return default;
    }

    /// <summary>Skips the test if no package source is available, or fails it if these tests are required.</summary>
    internal void Require() => TestRequirement.Check("packages", _unavailable);

    internal Package Open(string id)
    {
        Require();
        return new Package(Path.Combine(Feed, $"{id}.{Version}.nupkg"), id);
    }

    internal Package OpenSymbols(string id)
    {
        Require();
        return new Package(Path.Combine(Feed, $"{id}.{Version}.snupkg"), id);
    }

    internal Task<CommandResult> PackAsync(string project, string target) => Command.RunAsync(
        "dotnet",
        Sources,
        [
            "pack", project, "-c", "Release", "-o", target, "--version-suffix", _suffix,
            "-p:ContinuousIntegrationBuild=true", "--nologo", "-tl:off", "-v", "quiet",
        ]);

    internal async Task<CommandResult> GitAsync(params string[] arguments) =>
        (await Command.RunAsync("git", Sources, arguments)).ShouldSucceed();
}
