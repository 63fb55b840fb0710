using System.Diagnostics;
using PresignKit.BrowserTests.Hosting;

[assembly: AssemblyFixture(typeof(Footage))]

namespace PresignKit.BrowserTests.Hosting;

/// <summary>Videos that ffmpeg creates once for all tests, in a temporary folder.</summary>
public sealed class Footage : IAsyncLifetime
{
    internal const double FilmSeconds = 30;
    internal const long LongFilmSize = SiteRules.MaximumVideoSize;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presignkit-footage-");

    /// <summary>
    /// Thirty seconds of H.264 and AAC, about 10 MB. Noise makes it too large for a browser to read at once, so a seek needs another
    /// request. The index is at the end, where ffmpeg puts it, so a player must seek before it can start.
    /// </summary>
    internal string Film { get; private set; } = "";

    internal long FilmSize { get; private set; }

    /// <summary>One second, a few kilobytes, for uploads that are not watched.</summary>
    internal byte[] Clip { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Prerequisites.AreMet)
        {
            return;
        }

        Film = await MakeAsync(
            "film.mp4",
            "-f lavfi -i testsrc2=size=640x360:rate=24:duration=30,noise=alls=18:allf=t -f lavfi -i sine=frequency=330:duration=30 "
            + "-c:v libx264 -preset ultrafast -b:v 2600k -maxrate 2800k -bufsize 2800k -g 48 -pix_fmt yuv420p -c:a aac -b:a 96k");
        FilmSize = new FileInfo(Film).Length;
        Clip = await File.ReadAllBytesAsync(await MakeAsync(
            "clip.mp4", "-f lavfi -i testsrc2=size=160x90:rate=12:duration=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The film under another name.</summary>
    internal string FilmNamed(string name)
    {
        var path = OwnPath(name);
        File.Copy(Film, path);
        return path;
    }

    /// <summary>
    /// The film, followed by zeros: several times as many parts as are sent at once, and more bytes than the buffers of their connections hold.
    /// </summary>
    internal string LongFilmNamed(string name)
    {
        var path = FilmNamed(name);
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(LongFilmSize);
        return path;
    }

    /// <summary>The clip as a file on disk.</summary>
    internal string ClipNamed(string name)
    {
        var path = OwnPath(name);
        File.WriteAllBytes(path, Clip);
        return path;
    }

    /// <summary>A sparse file of any length, which takes no disk space.</summary>
    internal string SparseFile(string name, long size)
    {
        var path = OwnPath(name);
        using var file = new FileStream(path, FileMode.Create);
        file.SetLength(size);
        return path;
    }

    // Each in a folder of its own: a file that a parallel test writes again has changed for the browser that is reading it.
    private string OwnPath(string name) => Path.Combine(_directory.CreateSubdirectory(Path.GetRandomFileName()).FullName, name);

    private async Task<string> MakeAsync(string name, string arguments)
    {
        var path = Path.Combine(_directory.FullName, name);
        using var ffmpeg = Process.Start(new ProcessStartInfo(Prerequisites.Ffmpeg!, $"-hide_banner -loglevel error -y {arguments} {path}")
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        var errors = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? path : throw new InvalidOperationException($"ffmpeg did not create {name}: {errors}");
    }
}
