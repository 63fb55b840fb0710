using System.Collections.Concurrent;
using System.Diagnostics;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Players.Hosting;

[assembly: AssemblyFixture(typeof(Films))]

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>Films in all formats, which ffmpeg makes when a test needs them. Each has a counter and a sound in it.</summary>
public sealed class Films : IDisposable
{
    // AES-128 of RFC 8216, section 4.3.2.4. The IV of a segment is its number.
    private static readonly byte[] Key = [.. "presignkit-films"u8];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presignkit-films-");
    private readonly ConcurrentDictionary<(string Format, int Seconds), Lazy<Task<string>>> _films = new();

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>A folder with all files of a film.</summary>
    /// <param name="format">One of <see cref="FilmFormat"/>.</param>
    /// <param name="seconds">Its length. Segments have a second each, and six in films of more than a minute.</param>
    internal Task<string> MakeAsync(string format, int seconds) =>
        _films.GetOrAdd((format, seconds), _ => new(() => FilmAsync(format, seconds))).Value;

    private async Task<string> FilmAsync(string format, int seconds)
    {
        var folder = _directory.CreateSubdirectory($"{format}-{seconds}").FullName;
        var source = format == FilmFormat.Source ? "" : Path.Combine(await MakeAsync(FilmFormat.Source, seconds), "source.mp4");
        var segment = SegmentSeconds(seconds);
        const string once = "-map 0:v -map 0:a -c copy";
        var list = $"-f hls -hls_time {segment} -hls_playlist_type vod -hls_list_size 0";
        if (format == FilmFormat.Encrypted)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "film.key"), Key);
            await File.WriteAllLinesAsync(Path.Combine(folder, "key.txt"), ["film.key", "film.key"]);
        }

        await RunAsync(folder, format switch
        {
            FilmFormat.Source => Source(seconds, segment),
            FilmFormat.Mp4 => $"-i {source} {once} -movflags +faststart film.mp4",
            FilmFormat.Master =>
                $"-i {source} -map 0:v -map 0:a -map 0:v -map 0:a -c copy -b:v:0 600k -b:v:1 200k -var_stream_map \"v:0,a:0 v:1,a:1\" {list} "
                + "-hls_segment_type fmp4 -hls_segment_filename %v/%05d.m4s -master_pl_name index.m3u8 %v/index.m3u8",
            FilmFormat.Media => $"-i {source} {once} {list} -hls_segment_filename %05d.ts index.m3u8",
            FilmFormat.Live => $"-i {source} {once} {list.Replace("vod", "event", StringComparison.Ordinal)} -hls_flags omit_endlist "
                + "-hls_segment_filename %05d.ts index.m3u8",
            FilmFormat.Fragmented => $"-i {source} {once} {list} -hls_segment_type fmp4 -hls_segment_filename %05d.m4s index.m3u8",
            FilmFormat.Ranges =>
                $"-i {source} {once} {list} -hls_segment_type fmp4 -hls_flags single_file -hls_segment_filename film.mp4 index.m3u8",
            FilmFormat.Encrypted => $"-i {source} {once} {list} -hls_key_info_file key.txt -hls_segment_filename %05d.ts index.m3u8",
            FilmFormat.Dash =>
                $"-i {source} {once} -f dash -seg_duration {segment} -use_template 0 -use_timeline 0 -init_seg_name init-$RepresentationID$.mp4 "
                + "-media_seg_name $RepresentationID$-$Number%05d$.m4s index.mpd",
            FilmFormat.DashTimeline => $"-i {source} {once} -f dash -seg_duration {segment} index.mpd",
            FilmFormat.DashNumber => $"-i {source} {once} -f dash -seg_duration {segment} -use_timeline 0 index.mpd",
            FilmFormat.DashRanges => $"-i {source} {once} -f dash -seg_duration {segment} -single_file 1 index.mpd",
            FilmFormat.DashIndex => string.Join('\n', ((string[])["v", "a"]).Select(track =>
                $"-i {source} -map 0:{track} -c copy -movflags +dash+frag_keyframe+global_sidx -frag_duration {segment}000000 {track}.mp4")),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        });
        if (format == FilmFormat.DashIndex)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "index.mpd"), IndexManifest.Of(folder, seconds));
        }

        if (format == FilmFormat.Live)
        {
            await PlayFromStartAsync(Path.Combine(folder, "index.m3u8"));
        }

        File.Delete(Path.Combine(folder, "key.txt"));
        return folder;
    }

    // Players begin near the end of a live stream otherwise.
    private static async Task PlayFromStartAsync(string playlist)
    {
        var lines = await File.ReadAllLinesAsync(playlist);
        await File.WriteAllLinesAsync(playlist, [lines[0], "#EXT-X-START:TIME-OFFSET=0", .. lines[1..]]);
    }

    private static int SegmentSeconds(int seconds) => seconds > 60 ? 6 : 1;

    // Noise makes it too large for a browser to read at once. A minute is made, and repeated.
    private static string Source(int seconds, int segment)
    {
        var part = Math.Min(seconds, 60);
        var make = $"-f lavfi -i testsrc2=size=320x180:rate=24:duration={part},noise=alls=20:allf=t -f lavfi -i sine=frequency=330:duration={part} "
            + $"-c:v libx264 -preset ultrafast -b:v 1000k -maxrate 1200k -bufsize 1200k -g {24 * segment} -keyint_min {24 * segment} -sc_threshold 0 "
            + "-pix_fmt yuv420p -c:a aac -b:a 64k";
        return part == seconds ? $"{make} source.mp4" : $"{make} part.mp4\n-stream_loop {(seconds / part) - 1} -i part.mp4 -c copy source.mp4";
    }

    private static async Task RunAsync(string folder, string commands)
    {
        foreach (var arguments in commands.Split('\n'))
        {
            using var ffmpeg = Process.Start(new ProcessStartInfo(Prerequisites.Ffmpeg!, $"-hide_banner -loglevel error -y {arguments}")
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
            var errors = await ffmpeg.StandardError.ReadToEndAsync();
            await ffmpeg.WaitForExitAsync();
            if (ffmpeg.ExitCode != 0)
            {
                throw new InvalidOperationException($"ffmpeg did not make the film: {errors}");
            }
        }
    }
}
