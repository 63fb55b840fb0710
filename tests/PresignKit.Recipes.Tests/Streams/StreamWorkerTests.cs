extern alias media;

using media::PresignKit.Sample.Media.Catalog;
using media::PresignKit.Sample.Media.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Streams;

/// <summary>When the sample tries again to make a stream of a video. Programs of the tests stand for ffmpeg and ffprobe.</summary>
public sealed class StreamWorkerTests : IAsyncLifetime
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string DiskFull = "echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1";
    private const string QuotaUsedUp = "echo 'segment.m4s: Disk quota exceeded' >&2; exit 1";
    private const string Unreadable = "echo 'Invalid data found when processing input' >&2; exit 1";

    /// <summary>What ffmpeg 5.1 does when the disk is full: it reports nothing.</summary>
    private const string Empty = """: > "$folder/index.m3u8"; : > "$folder/00000.m4s"; exit 0""";

    /// <summary>The playlist is whole, because somebody has made room in the meantime. The segment lacks a byte of its box.</summary>
    private const string CutOff = """echo '#EXT-X-ENDLIST' > "$folder/index.m3u8"; printf '\0\0\0\014moof123' > "$folder/00000.m4s"; exit 0""";

    private const string Whole = """echo '#EXT-X-ENDLIST' > "$folder/index.m3u8"; printf '\0\0\0\014moof1234' > "$folder/00000.m4s"; exit 0""";

    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-worker-").FullName;
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero));
    private readonly IObjectStore _store = Substitute.For<IObjectStore>();
    private readonly ServiceProvider _services;
    private readonly StreamWorker _worker;

    public StreamWorkerTests()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(_store)
            .AddSingleton(new Ffmpeg(isWanted: true, _folder))
            .AddSingleton<StreamFiles>()
            .AddScoped<DiscardedObjects>()
            .AddScoped<StreamMaker>()
            .AddDbContext<MediaCatalog>(options => options.UseSqlite($"Data Source={Path.Combine(_folder, "media.db")};Pooling=False"))
            .BuildServiceProvider();
        _worker = new(_services.GetRequiredService<IServiceScopeFactory>(), new(), _clock, NullLogger<StreamWorker>.Instance);
        _store.OpenReadAsync(default!, default, Cancellation).ReturnsForAnyArgs(_ => Task.FromResult<Stream>(new MemoryStream(new byte[100])));
        _store.ListAsync(default!, Cancellation).ReturnsForAnyArgs(
            _ => new[] { new ListedObject($"streams/{Id}/0/00000.m4s", 12, "\"e\"", _clock.GetUtcNow()) }.ToAsyncEnumerable());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Tries => File.Exists(Log) ? File.ReadAllLines(Log).Length : 0;

    private string Log => Path.Combine(_folder, "tries");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are shell scripts.");
        await WriteProgramAsync("ffprobe", """echo '{"streams":[{"codec_type":"video","height":90}],"format":{"duration":"2.0"}}'""");

        // The last argument is where the output goes: the playlist of a quality, or a picture.
        await WriteProgramAsync("ffmpeg", $"""
            for last; do :; done
            folder=$(dirname "$last" | sed s/%v/0/)
            mkdir -p "$folder"
            case "$last" in *.jpg) cat "{_folder}/picture" > "$folder/01.jpg"; exit 0;; esac
            echo x >> "{Log}"
            . "{_folder}/behavior"
            """);
        await WritePictureAsync([0xFF, 0xD8, 0xFF, 0xD9]);
        await FillCatalogAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(DiskFull)]
    [InlineData(QuotaUsedUp)]
    [InlineData(Empty)]
    [InlineData(CutOff)]
    public async Task Make_DiskIsFull_IsTriedAgainOnceThereIsRoom(string full)
    {
        await MakeAsync(full);
        Assert.Equal((StreamState.Waiting, 1), (await StateAsync(), Tries));
        await MakeAsync(Whole);
        Assert.Equal((StreamState.Waiting, 1), (await StateAsync(), Tries));
        await _store.DidNotReceiveWithAnyArgs().PutAsync(default!, default!, default!, default, default, Cancellation);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await MakeAsync(Whole);

        Assert.Equal((StreamState.Ready, 2), (await StateAsync(), Tries));
        await _store.ReceivedWithAnyArgs(3).PutAsync(default!, default!, default!, default, default, Cancellation);
    }

    /// <summary>The disk is full once the segments are there.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("FFD8FF")]
    public async Task Make_PictureIsNotWhole_IsTriedAgain(string picture)
    {
        await WritePictureAsync(Convert.FromHexString(picture));
        await MakeAsync(Whole);
        Assert.Equal((StreamState.Waiting, 1), (await StateAsync(), Tries));
        await _store.DidNotReceiveWithAnyArgs().PutAsync(default!, default!, default!, default, default, Cancellation);

        await WritePictureAsync([0xFF, 0xD8, 0xFF, 0xD9]);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await MakeAsync(Whole);

        Assert.Equal(StreamState.Ready, await StateAsync());
    }

    /// <summary>An exception of a background service ends the application.</summary>
    [Fact]
    public async Task Start_CatalogCannotBeRead_GoesOnOnceItCan()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "behavior"), Whole, Cancellation);
        File.Delete(Path.Combine(_folder, "media.db"));
        var queue = new StreamQueue();
        using var log = new LogCapture();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var worker = new StreamWorker(_services.GetRequiredService<IServiceScopeFactory>(), queue, _clock, logs.CreateLogger<StreamWorker>());
        await worker.StartAsync(Cancellation);
        while (!worker.ExecuteTask!.IsCompleted && !log.Text.Contains("The catalog cannot be read", StringComparison.Ordinal))
        {
            await Task.Delay(50, Cancellation);
        }

        Assert.False(worker.ExecuteTask.IsCompleted);

        await FillCatalogAsync();
        queue.Wake();
        while (!worker.ExecuteTask.IsCompleted && await StateAsync() == StreamState.Waiting)
        {
            await Task.Delay(50, Cancellation);
        }

        Assert.Equal(StreamState.Ready, await StateAsync());
        await worker.StopAsync(Cancellation);
    }

    /// <summary>The disk is full before ffmpeg runs, when the video is copied.</summary>
    [Fact]
    public async Task Make_VideoCannotBeCopied_IsTriedAgain()
    {
        _store.OpenReadAsync(default!, default, Cancellation).ReturnsForAnyArgs(
            _ => Task.FromException<Stream>(new IOException("No space left on device")), _ => Task.FromResult<Stream>(new MemoryStream(new byte[100])));

        await MakeAsync(Whole);
        Assert.Equal((StreamState.Waiting, 0), (await StateAsync(), Tries));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await MakeAsync(Whole);

        Assert.Equal(StreamState.Ready, await StateAsync());
    }

    [Fact]
    public async Task Make_VideoThatFfmpegCannotRead_HasNoStreamForGood()
    {
        await MakeAsync(Unreadable);
        Assert.Equal((StreamState.None, 1), (await StateAsync(), Tries));

        _clock.Advance(TimeSpan.FromDays(1));
        await MakeAsync(Whole);

        Assert.Equal((StreamState.None, 1), (await StateAsync(), Tries));
    }

    [Fact]
    public async Task Make_DiskStaysFull_IsTriedMoreAndMoreSeldomAndThenGivenUp()
    {
        await MakeAsync(DiskFull);
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            var before = Tries;
            _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
            await MakeAsync(DiskFull);
            Assert.Equal(before, Tries);
            _clock.Advance(TimeSpan.FromTicks(1));
            await MakeAsync(DiskFull);
            Assert.Equal(before + 1, Tries);
        }

        for (var i = 0; i < StreamRetries.MostTries && await StateAsync() == StreamState.Waiting; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await MakeAsync(DiskFull);
        }

        Assert.Equal((StreamState.None, StreamRetries.MostTries), (await StateAsync(), Tries));
        await _store.Received(1).DeleteAsync(new($"streams/{Id}/0/00000.m4s"), Arg.Any<CancellationToken>());
    }

    /// <summary>After a restart, nothing is known of earlier tries.</summary>
    [Fact]
    public async Task Make_VideoThatFailsAfterARestart_IsTriedAtOnce()
    {
        await MakeAsync(DiskFull);
        using var restarted = new StreamWorker(_services.GetRequiredService<IServiceScopeFactory>(), new(), _clock, NullLogger<StreamWorker>.Instance);

        await restarted.MakeWaitingAsync(Cancellation);

        Assert.Equal(2, Tries);
    }

    [Fact]
    public void Retries_UntilNext_IsTheTimeOfTheEarliest()
    {
        var retries = new StreamRetries(_clock);
        Assert.Equal(Timeout.InfiniteTimeSpan, retries.UntilNext);

        retries.Fail("a");
        retries.Fail("a");
        Assert.Equal(TimeSpan.FromMinutes(2), retries.UntilNext);
        retries.Fail("b");
        Assert.Equal(TimeSpan.FromMinutes(1), retries.UntilNext);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a"], retries.FindEarly());
        Assert.Equal(TimeSpan.Zero, retries.UntilNext);
        retries.Keep(["a"]);
        Assert.Equal(TimeSpan.FromMinutes(1), retries.UntilNext);
    }

    private async Task MakeAsync(string behavior)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "behavior"), behavior, Cancellation);
        await _worker.MakeWaitingAsync(Cancellation);
    }

    private async Task<StreamState> StateAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MediaCatalog>().Items.AsNoTracking().SingleAsync(Cancellation)).StreamState;
    }

    private async Task FillCatalogAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var catalog = scope.ServiceProvider.GetRequiredService<MediaCatalog>();
        await catalog.Database.EnsureCreatedAsync(Cancellation);
        catalog.Items.Add(new()
        {
            Id = Id, UserId = "anna", SlotKey = "uploads/a.mp4", Key = "uploads/a.mp4", Title = "A", FileName = "a.mp4", ContentType = "video/mp4", Size = 100,
            UploadedAt = _clock.GetUtcNow(), StreamState = StreamState.Waiting,
        });
        await catalog.SaveChangesAsync(Cancellation);
    }

    private Task WritePictureAsync(byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(_folder, "picture"), bytes, Cancellation);

    private async Task WriteProgramAsync(string name, string script)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
