using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Makes streams with ffmpeg, if it is installed.</summary>
/// <param name="isWanted">Whether streams are made at all.</param>
/// <param name="programs">The folder of ffmpeg and ffprobe; null: they are found as all programs are.</param>
internal sealed class Ffmpeg(bool isWanted, string? programs = null)
{
    private const int MostThumbnails = 10;
    private const int SegmentSeconds = 6;
    private const int LongestErrors = 2000;

    /// <summary>8K: 8192 x 4320. A picture needs memory that has nothing to do with the size of the file.</summary>
    private const int MostPixels = 35_389_440;

    /// <summary>One video must not keep those of others waiting for ever.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(2);

    // A file of a user: ffmpeg must not take it for a list of other files, or fetch anything that it names.
    private static readonly string[] OnlyThisFile = ["-protocol_whitelist", "file", "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"];

    // From the best quality on; a video is never enlarged.
    private static readonly (int Height, string BitRate)[] Qualities = [(1080, "4500k"), (720, "2500k"), (360, "700k"), (180, "250k")];

    /// <summary>What ffmpeg says when a disk, or the user's share of it, is full: errors of the system in English.</summary>
    private static readonly string[] NoRoom = ["No space left on device", "Disk quota exceeded"];

    private readonly string _programs = programs ?? "";
    private readonly Lazy<bool> _isUsable = new(() => isWanted && CanRun(programs, "ffmpeg") && CanRun(programs, "ffprobe"));

    public bool IsUsable => _isUsable.Value;

    /// <summary>Divides a video into the segments of two qualities, and takes pictures of it.</summary>
    /// <param name="video">The file.</param>
    /// <param name="folder">Receives the playlists, segments, and pictures.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <exception cref="StreamException">ffmpeg cannot read the video, and never will.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public async Task<Ladder> MakeAsync(string video, string folder, CancellationToken cancellationToken)
    {
        var (height, seconds, hasSound) = await ProbeAsync(video, cancellationToken);
        var best = Qualities.LastOrDefault(quality => quality.Height >= height, Qualities[0]);
        (int Height, string BitRate)[] chosen =
        [
            (Math.Min(height, best.Height), best.BitRate),
            .. Qualities.SkipWhile(quality => quality.Height >= Math.Min(height, best.Height)).Take(1),
        ];
        await MakeSegmentsAsync(video, folder, chosen, hasSound, cancellationToken);
        var thumbnails = await MakeThumbnailsAsync(video, folder, seconds, cancellationToken);
        WrittenFiles.Check(folder);
        return new([.. chosen.Select(quality => quality.Height)], thumbnails, seconds);
    }

    private async Task<(int Height, double Seconds, bool HasSound)> ProbeAsync(string video, CancellationToken cancellationToken)
    {
        var found = await RunAsync(
            "ffprobe",
            ["-v", "error", .. OnlyThisFile, "-show_entries", "stream=codec_type,height:format=duration", "-of", "json", video],
            cancellationToken);
        using var document = JsonDocument.Parse(found);
        var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToArray();
        var height = streams.Where(stream => TypeOf(stream) == "video").Select(HeightOf).FirstOrDefault();
        var duration = document.RootElement.GetProperty("format").TryGetProperty("duration", out var text) ? text.GetString() : null;
        return height > 0 && double.TryParse(duration, CultureInfo.InvariantCulture, out var seconds)
            ? (height, seconds, streams.Any(stream => TypeOf(stream) == "audio"))
            : throw new StreamException("The file has no picture, or its length is unknown.");

        static string? TypeOf(JsonElement stream) => stream.TryGetProperty("codec_type", out var type) ? type.GetString() : null;

        static int HeightOf(JsonElement stream) => stream.TryGetProperty("height", out var pixels) ? pixels.GetInt32() : 0;
    }

    private async Task MakeSegmentsAsync(
        string video, string folder, (int Height, string BitRate)[] qualities, bool hasSound, CancellationToken cancellationToken)
    {
        List<string> arguments = ["-v", "error", "-nostdin", "-y", .. OnlyThisFile, "-max_pixels", $"{MostPixels}", "-i", video];
        for (var i = 0; i < qualities.Length; i++)
        {
            arguments.AddRange(["-map", "0:v:0"]);
            if (hasSound)
            {
                arguments.AddRange(["-map", "0:a:0"]);
            }

            arguments.AddRange([$"-filter:v:{i}", $"scale=-2:{qualities[i].Height / 2 * 2}", $"-b:v:{i}", qualities[i].BitRate]);
        }

        // Only the pictures that there are: otherwise, ffmpeg fills gaps between their times with copies, millions of them in a file of a few kilobytes.
        arguments.AddRange(["-fps_mode", "vfr"]);
        arguments.AddRange(["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-sc_threshold", "0"]);
        arguments.AddRange(["-force_key_frames", $"expr:gte(t,n_forced*{SegmentSeconds})"]);
        arguments.AddRange(["-c:a", "aac", "-b:a", "96k", "-ac", "2"]);
        arguments.AddRange(["-f", "hls", "-hls_time", $"{SegmentSeconds}", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]);
        arguments.AddRange(["-var_stream_map", string.Join(' ', qualities.Select((_, i) => hasSound ? $"v:{i},a:{i}" : $"v:{i}"))]);
        arguments.AddRange(["-hls_segment_filename", Path.Combine(folder, "%v", "%05d.m4s"), "-master_pl_name", StreamFolder.MainPlaylist]);
        arguments.Add(Path.Combine(folder, "%v", "index.m3u8"));
        await RunAsync("ffmpeg", arguments, cancellationToken);
    }

    private async Task<int> MakeThumbnailsAsync(string video, string folder, double seconds, CancellationToken cancellationToken)
    {
        var pictures = Directory.CreateDirectory(Path.Combine(folder, "thumbnails")).FullName;
        var apart = Math.Max(1, seconds / MostThumbnails).ToString(CultureInfo.InvariantCulture);
        string[] output = ["-vf", $"fps=1/{apart},scale=-2:90", "-frames:v", $"{MostThumbnails}", "-q:v", "6", Path.Combine(pictures, "%02d.jpg")];
        await RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", .. OnlyThisFile, "-max_pixels", $"{MostPixels}", "-i", video, .. output], cancellationToken);
        return Directory.GetFiles(pictures).Length;
    }

    private static bool CanRun(string? folder, string program)
    {
        try
        {
            using var process = Process.Start(Captured(new(Path.Combine(folder ?? "", program), "-version")));
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRun);
        using var process = Process.Start(Captured(new(Path.Combine(_programs, program), arguments)))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? await output : throw Failure(await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StreamException($"{program} has not finished after {LongestRun:c}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Captured(ProcessStartInfo program)
    {
        (program.RedirectStandardOutput, program.RedirectStandardError) = (true, true);
        return program;
    }

    private static Exception Failure(string errors) =>
        NoRoom.Any(text => errors.Contains(text, StringComparison.Ordinal)) ? new IOException(Shorten(errors)) : new StreamException(Shorten(errors));

    private static string Shorten(string errors) => errors.Length <= LongestErrors ? errors.Trim() : errors[..LongestErrors] + "...";
}
