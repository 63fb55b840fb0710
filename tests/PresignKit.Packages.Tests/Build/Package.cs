using System.IO.Compression;
using System.Xml.Linq;

namespace PresignKit.Packages.Tests.Build;

/// <summary>One package file.</summary>
internal sealed class Package(string path, string id) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    /// <summary>The files, without those that belong to the package format.</summary>
    public IReadOnlyList<string> Files => [.. _archive.Entries
        .Select(entry => entry.FullName)
        .Where(name => name is not "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal)
            && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    public byte[] Read(string name)
    {
        using var stream = _archive.GetEntry(name)?.Open() ?? throw new InvalidOperationException($"Package {id} does not contain {name}.");
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    public XElement Xml(string name) => XDocument.Load(new MemoryStream(Read(name))).Root!;

    /// <summary>The package's metadata, without XML namespaces.</summary>
    public XElement Metadata()
    {
        var root = Xml($"{id}.nuspec");
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root.Element("metadata")!;
    }

    public void Dispose() => _archive.Dispose();
}
