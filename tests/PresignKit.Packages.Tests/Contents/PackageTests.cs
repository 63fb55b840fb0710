using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Contents;

public sealed class PackageTests(PackedPackages packages)
{
    public static TheoryData<string> Ids => new(PackedPackages.Ids);

    /// <summary>All dependencies of each package: a minimum version or, in brackets, an exact version.</summary>
    public static TheoryData<string, string[]> Dependencies => new()
    {
        { "PresignKit.SigV4", [] },
        {
            "PresignKit",
            [
                "Microsoft.Extensions.DependencyInjection.Abstractions 10.0.0", "Microsoft.Extensions.Hosting.Abstractions 10.0.0",
                "Microsoft.Extensions.Logging.Abstractions 10.0.0",
                "Microsoft.Extensions.Options 10.0.0", "Microsoft.Extensions.Options.ConfigurationExtensions 10.0.0",
            ]
        },
        { "PresignKit.S3", ["AWSSDK.S3 4.1.0", "AWSSDK.SecurityToken 4.0.101.10", "PresignKit {version}", "PresignKit.SigV4 {version}"] },
        { "PresignKit.CloudFront", ["PresignKit {version}"] },
        { "PresignKit.Explaining", ["PresignKit.SigV4 {version}"] },
        { "PresignKit.AspNetCore", ["PresignKit {version}"] },
        { "PresignKit.Client", ["System.IO.Hashing 11.0.0"] },
        { "PresignKit.Redis", ["PresignKit.AspNetCore {version}", "StackExchange.Redis 2.8.16"] },
        { "PresignKit.LocalS3", ["PresignKit.S3 [{version}]", "PresignKit.SigV4 {version}", "System.IO.Hashing 11.0.0"] },
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public void Files_EachPackage_AreAssemblyDocumentationAndReadme(string id)
    {
        using var package = packages.Open(id);

        var files = package.Files.Where(file => !IsStaticAsset(file));
        Assert.Equal([$"{id}.nuspec", "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], files);
        Assert.Equal(id == "PresignKit.AspNetCore", package.Files.Any(IsStaticAsset));

        // What the SDK adds so that applications serve them.
        static bool IsStaticAsset(string file) =>
            file.StartsWith("staticwebassets/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal);
    }

    [Fact]
    public void StaticAssets_AspNetCore_AreTheModulesOfPresignKitJs()
    {
        using var package = packages.Open("PresignKit.AspNetCore");
        var folder = Path.Combine(RepositoryFiles.Root, "src/PresignKit.AspNetCore/wwwroot");

        var modules = Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories)
            .Select(file => "staticwebassets/" + Path.GetRelativePath(folder, file).Replace('\\', '/'));

        Assert.Equal(
            modules.Order(StringComparer.Ordinal),
            package.Files.Where(file => file.StartsWith("staticwebassets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Metadata_EachPackage_NamesLicenseReadmeAndSource(string id)
    {
        using var package = packages.Open(id);

        var metadata = package.Metadata();

        Assert.Equal(packages.Version, metadata.Element("version")?.Value);
        Assert.Equal("MIT", metadata.Element("license")?.Value);
        Assert.Equal("expression", metadata.Element("license")?.Attribute("type")?.Value);
        Assert.Equal("README.md", metadata.Element("readme")?.Value);
        Assert.NotEqual("Package Description", metadata.Element("description")?.Value);
        Assert.True(metadata.Element("description")?.Value.Length > 40);
        var repository = metadata.Element("repository");
        Assert.Equal("git", repository?.Attribute("type")?.Value);
        Assert.Equal(PackedPackages.Remote, repository?.Attribute("url")?.Value.Replace(".git", "", StringComparison.Ordinal));
        Assert.Equal(packages.Commit, repository?.Attribute("commit")?.Value);
    }

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void Metadata_Dependencies_AreAsIntended(string id, string[] expected)
    {
        using var package = packages.Open(id);

        var groups = package.Metadata().Element("dependencies")?.Elements("group").ToArray() ?? [];

        var group = Assert.Single(groups);
        Assert.Equal("net10.0", group.Attribute("targetFramework")?.Value);
        var found = group.Elements("dependency")
            .Select(dependency => $"{dependency.Attribute("id")?.Value} {dependency.Attribute("version")?.Value}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected.Select(text => text.Replace("{version}", packages.Version, StringComparison.Ordinal)), found);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Metadata_SharedFramework_IsReferencedOnlyIfNeeded(string id)
    {
        using var package = packages.Open(id);

        var frameworks = package.Metadata().Descendants("frameworkReference").Select(reference => reference.Attribute("name")?.Value);

        Assert.Equal(id is "PresignKit.AspNetCore" or "PresignKit.LocalS3" or "PresignKit.Redis" ? ["Microsoft.AspNetCore.App"] : [], frameworks);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Documentation_EachPublicType_IsDocumented(string id)
    {
        using var package = packages.Open(id);
        using var assembly = new PEReader(new MemoryStream(package.Read($"lib/net10.0/{id}.dll")));
        var reader = assembly.GetMetadataReader();
        var types = reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .Select(type => $"T:{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}")
            .ToArray();

        var documented = package.Xml($"lib/net10.0/{id}.xml").Descendants("member").Select(member => member.Attribute("name")?.Value).ToHashSet();

        Assert.NotEmpty(types);
        Assert.DoesNotContain(types, type => !documented.Contains(type));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Assembly_Contents_ContainNoBuildPath(string id)
    {
        using var package = packages.Open(id);

        var assembly = Encoding.Latin1.GetString(package.Read($"lib/net10.0/{id}.dll"));

        Assert.Contains(id, assembly, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetFileName(packages.Folder), assembly, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Readme_EachPackage_StartsWithNameAndInstallCommand(string id)
    {
        using var package = packages.Open(id);

        var readme = Encoding.UTF8.GetString(package.Read("README.md"));

        Assert.StartsWith($"# {id}\n", readme, StringComparison.Ordinal);
        Assert.Contains("\ndotnet add package PresignKit.", readme, StringComparison.Ordinal);
        Assert.Contains("\n```csharp\n", readme, StringComparison.Ordinal);
    }
}
