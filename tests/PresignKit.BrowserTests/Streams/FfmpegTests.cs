using PresignKit.BrowserTests.Hosting;
using PresignKit.Sample.Media.Streams;

namespace PresignKit.BrowserTests.Streams;

/// <summary>What the sample makes of videos. Needs no browser.</summary>
public sealed class FfmpegTests : IDisposable
{
    private readonly Ffmpeg _ffmpeg = new(isWanted: true);
    private readonly Footage _footage;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("presignkit-ladder-");

    /// <summary>Prepares a folder.</summary>
    public FfmpegTests(Footage footage) => _footage = footage;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Make_SmallVideoWithoutSound_IsNotEnlargedAndHasPictures()
    {
        Prerequisites.Require();

        var ladder = await _ffmpeg.MakeAsync(_footage.ClipNamed("clip.mp4"), _folder.FullName, Cancellation);

        // It is smaller than the smallest quality, and is not enlarged.
        Assert.Equal([90], ladder.Heights);
        Assert.InRange(ladder.Thumbnails, 1, 10);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "master.m3u8")));
        Assert.Contains("00000.m4s", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "0", "index.m3u8"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_VideoWithAGapOfHours_HasOnlyThePicturesThatThereAre()
    {
        Prerequisites.Require();
        var path = Path.Combine(_folder.FullName, "gap.mp4");
        string[] source = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=0.2", "-vf", "setpts='if(lt(N,4),N/25/TB,20000/TB)'"];
        string[] target = ["-fps_mode", "vfr", "-video_track_timescale", "1000", "-c:v", "libx264", path];
        using (var ffmpeg = System.Diagnostics.Process.Start("ffmpeg", ["-v", "error", .. source, .. target]))
        {
            await ffmpeg.WaitForExitAsync(Cancellation);
            Assert.Equal(0, ffmpeg.ExitCode);
        }

        await _ffmpeg.MakeAsync(path, _folder.FullName, Cancellation);

        Assert.InRange(Directory.GetFiles(Path.Combine(_folder.FullName, "0")).Length, 3, 6);
    }

    [Fact]
    public void WorkFolder_OfAnEndedProcess_IsDeletedAndNoOther()
    {
        using var used = new WorkFolder();
        var abandoned = Directory.CreateTempSubdirectory("presignkit-stream-");
        File.WriteAllText(Path.Combine(abandoned.FullName, "in-use"), "");
        File.WriteAllText(Path.Combine(abandoned.FullName, "video"), "x");

        WorkFolder.DeleteAbandoned();

        Assert.False(Directory.Exists(abandoned.FullName));
        Assert.True(File.Exists(used.Of("in-use")));
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://CLIP\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile 'CLIP'\n")]
    [InlineData("no video at all")]
    [InlineData("")]
    public async Task Make_FileThatNamesOthers_IsRefused(string content)
    {
        Prerequisites.Require();
        var path = Path.Combine(_folder.FullName, "video");
        await File.WriteAllTextAsync(path, content.Replace("CLIP", _footage.ClipNamed("other.mp4"), StringComparison.Ordinal), Cancellation);

        var exception = await Assert.ThrowsAsync<StreamException>(() => _ffmpeg.MakeAsync(path, _folder.FullName, Cancellation));

        Assert.NotEmpty(exception.Message);
        Assert.Equal(["video"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(entry => Path.GetFileName(entry)));
    }
}
