using System.IO.Compression;
using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>What presignkit.js costs a page that counts bytes.</summary>
public sealed class SizeTests(NpmBundles npm)
{
    private const int Most = 14 * 1024;
    private const int MostOfPlayback = 6_000;

    [Fact]
    public async Task Core_WithHashWorker_MinifiedAndCompressed_IsSmall()
    {
        await npm.RequireAsync();

        // The page itself computes checksums only without a worker, and loads that code when it is needed.
        var core = Compressed(await npm.MinifyAsync(Path.Combine(ScriptPage.Folder, "presignkit.js"), without: "*/digest.js"));
        var worker = Compressed(await npm.MinifyAsync(Path.Combine(ScriptPage.Folder, "hashing", "hash-worker.js")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{core} bytes, and {worker} for the worker");

        Assert.InRange(core + worker, 1_000, Most);
    }

    [Fact]
    public async Task KeepPlaying_WithAllPlayers_MinifiedAndCompressed_IsSmall()
    {
        await npm.RequireAsync();

        var all = Compressed(await npm.MinifyAsync(Path.Combine(ScriptPage.Folder, "keep-playing.js")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{all} bytes");

        Assert.InRange(all, 1_000, MostOfPlayback);
    }

    private static int Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return (int)compressed.Length;
    }
}
