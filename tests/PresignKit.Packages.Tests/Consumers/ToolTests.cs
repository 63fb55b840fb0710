using System.Runtime.InteropServices;
using System.Text;
using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The tool, installed from the package feed as a user would install it.</summary>
public sealed class ToolTests(PackedPackages packages)
{
    // The tool's executable looks for the runtime in the standard location, but the tests may use an SDK elsewhere.
    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal)
    {
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
    };

    [Fact]
    public async Task Install_FromFeed_RunsAndExplains()
    {
        packages.Require();
        var folder = Path.Combine(packages.Folder, "tool");
        Directory.CreateDirectory(folder);
        await ConsumerSettings.WriteAsync(folder, packages.Feed);

        (await Command.RunAsync("dotnet", folder, ["tool", "install", PackedPackages.Tool, "--tool-path", "bin", "--version", packages.Version]))
            .ShouldSucceed();

        var presignkit = Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? "presignkit.exe" : "presignkit");
        var help = (await Command.RunAsync(presignkit, folder, ["--help"], Environment)).ShouldSucceed();
        Assert.All(["probe", "explain", "cors", "policy"], command => Assert.Contains($"\n  {command} ", help.Output, StringComparison.Ordinal));
        var version = (await Command.RunAsync(presignkit, folder, ["--version"], Environment)).ShouldSucceed();
        Assert.StartsWith(packages.Version, version.Output, StringComparison.Ordinal);
        var explained = await Command.RunAsync(
            presignkit,
            folder,
            [
                "explain",
                "https://media.s3.eu-central-1.amazonaws.com/a.mp4?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Feu-central-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20260102T030000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "--now", "2026-01-02T05:00:00Z",
            ],
            Environment);
        Assert.Equal(1, explained.ExitCode);
        Assert.Contains("The URL expired 1 h 0 min ", explained.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Package_Tool_ContainsEverything()
    {
        using var package = packages.Open(PackedPackages.Tool);

        var metadata = package.Metadata();

        Assert.Equal("MIT", metadata.Element("license")?.Value);
        Assert.Equal("README.md", metadata.Element("readme")?.Value);
        Assert.Equal(packages.Commit, metadata.Element("repository")?.Attribute("commit")?.Value);
        Assert.Equal("DotnetTool", metadata.Element("packageTypes")?.Element("packageType")?.Attribute("name")?.Value);
        Assert.Empty(metadata.Descendants("dependency"));
        Assert.Equal("presignkit", package.Xml("tools/net10.0/any/DotnetToolSettings.xml").Descendants("Command").Single().Attribute("Name")?.Value);
        Assert.Contains("tools/net10.0/any/PresignKit.S3.dll", package.Files);
        var readme = Encoding.UTF8.GetString(package.Read("README.md"));
        Assert.StartsWith("# PresignKit.Cli\n", readme, StringComparison.Ordinal);
        Assert.Contains("\ndotnet tool install --global PresignKit.Cli\n", readme, StringComparison.Ordinal);
    }
}
