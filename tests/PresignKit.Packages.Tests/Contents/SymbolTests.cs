using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Contents;

public sealed class SymbolTests(PackedPackages packages)
{
    // Kinds of custom debug information in the portable PDB format.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Ids => new(PackedPackages.Ids);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Symbols_EachPackage_MatchAssembly(string id)
    {
        using var package = packages.Open(id);
        using var symbols = packages.OpenSymbols(id);
        using var assembly = new PEReader(new MemoryStream(package.Read($"lib/net10.0/{id}.dll")));
        using var provider = Pdb(symbols, id);

        var entry = assembly.ReadDebugDirectory().First(e => e.Type == DebugDirectoryEntryType.CodeView);

        Assert.Equal([$"{id}.nuspec", $"lib/net10.0/{id}.pdb"], symbols.Files);
        var identity = provider.GetMetadataReader().DebugMetadataHeader!.Id;
        Assert.Equal(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, new Guid(identity.AsSpan()[..16]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void SourceLink_WithRemote_PointsToCommit(string id)
    {
        using var symbols = packages.OpenSymbols(id);
        using var provider = Pdb(symbols, id);

        using var map = JsonDocument.Parse(Link(provider.GetMetadataReader()) ?? throw new InvalidOperationException("No SourceLink."));

        var entry = Assert.Single(map.RootElement.GetProperty("documents").EnumerateObject());
        Assert.Equal("/_/*", entry.Name);
        Assert.Equal($"https://raw.githubusercontent.com/example/presignkit/{packages.Commit}/*", entry.Value.GetString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Sources_EachPackage_AreEmbeddedUnderMappedPaths(string id)
    {
        using var symbols = packages.OpenSymbols(id);
        using var provider = Pdb(symbols, id);

        AssertEmbedded(provider.GetMetadataReader());
    }

    [Fact]
    public async Task Pack_WithoutRemote_EmbedsSourcesWithoutWarnings()
    {
        packages.Require();
        await packages.GitAsync("remote", "remove", "origin");
        var target = Path.Combine(packages.Folder, "without-remote");

        var packed = await packages.PackAsync("src/PresignKit.SigV4/PresignKit.SigV4.csproj", target);

        packed.ShouldSucceed();
        Assert.DoesNotContain("warning", packed.Output, StringComparison.Ordinal);
        using var package = new Package(Path.Combine(target, $"PresignKit.SigV4.{packages.Version}.nupkg"), "PresignKit.SigV4");
        using var symbols = new Package(Path.Combine(target, $"PresignKit.SigV4.{packages.Version}.snupkg"), "PresignKit.SigV4");
        Assert.Null(package.Metadata().Element("repository")?.Attribute("url"));
        using var provider = Pdb(symbols, "PresignKit.SigV4");
        Assert.Null(Link(provider.GetMetadataReader()));
        AssertEmbedded(provider.GetMetadataReader());
    }

    private static MetadataReaderProvider Pdb(Package symbols, string id) =>
        MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read($"lib/net10.0/{id}.pdb")));

    private static string? Link(MetadataReader reader)
    {
        var found = reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == SourceLink)
            .ToArray();
        return found.Length == 0 ? null : Encoding.UTF8.GetString(reader.GetBlobBytes(found.Single().Value));
    }

    private static void AssertEmbedded(MetadataReader reader)
    {
        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, handle =>
        {
            var name = reader.GetString(reader.GetDocument(handle).Name);
            Assert.StartsWith("/_/src/", name, StringComparison.Ordinal);
            Assert.Contains(
                reader.GetCustomDebugInformation(handle).Select(reader.GetCustomDebugInformation),
                information => reader.GetGuid(information.Kind) == EmbeddedSource);
        });
    }
}
