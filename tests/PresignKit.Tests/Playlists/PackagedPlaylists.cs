using System.Formats.Tar;
using System.IO.Compression;
using PresignKit.Testing.Npm;

namespace PresignKit.Tests.Playlists;

/// <summary>The playlists with which others test their software: those in npm packages, which the first test that needs them downloads into a temporary folder.</summary>
internal static class PackagedPlaylists
{
    /// <summary>The packages, with how many playlists are in them.</summary>
    public static readonly (string Package, int Playlists)[] Packages =
    [
        ("m3u8-parser@7.2.0", 60), ("@eyevinn/hls-vodtolive@4.1.10", 267), ("@eyevinn/hls-splice@0.4.11", 97), ("@eyevinn/hls-truncate@0.3.3", 64),
        ("@eyevinn/hls-repeat@0.3.0", 17), ("m3u8@0.0.10", 3), ("iptv-playlist-parser@0.15.2", 8),
    ];

    private static readonly NpmFolder Installed = new("presignkit-playlists-1", "Packages with playlists", FillAsync);

    /// <summary>A second opinion: the parser of video.js, in one file.</summary>
    public static string Parser => Path.Combine(Installed.Location, "0", "package", "dist", "m3u8-parser.js");

    /// <summary>All playlists, by package and path. Skips the test if they cannot be downloaded, or fails it if <c>npm</c> is required.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> ReadAsync()
    {
        await Installed.RequireAsync();
        var playlists = new List<(string, byte[])>();
        for (var i = 0; i < Packages.Length; i++)
        {
            var folder = Path.Combine(Installed.Location, $"{i}", "package");
            foreach (var file in Directory.EnumerateFiles(folder, "*.m3u*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".M3U8" or ".M3U"))
            {
                playlists.Add(($"{Packages[i].Package}/{Path.GetRelativePath(folder, file)}", await File.ReadAllBytesAsync(file)));
            }
        }

        return playlists;
    }

    private static async Task FillAsync(string folder)
    {
        for (var i = 0; i < Packages.Length; i++)
        {
            // Nothing of a package runs, and none of its dependencies is installed.
            var file = (await NpmFolder.RunAsync(folder, "", "npm", "pack", "--silent", Packages[i].Package)).Trim().Split('\n')[^1];
            await using var archive = new GZipStream(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress);
            await ExtractAsync(archive, Directory.CreateDirectory(Path.Combine(folder, $"{i}")).FullName);
        }
    }

    private static async Task ExtractAsync(Stream archive, string folder)
    {
        await using var tar = new TarReader(archive);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                // One package has another name for its folder.
                var path = Path.GetFullPath(Path.Combine(folder, "package", entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]));
                Assert.StartsWith(folder + "/", path, StringComparison.Ordinal);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: true);
            }
        }
    }
}
