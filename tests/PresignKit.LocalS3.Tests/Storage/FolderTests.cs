using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class FolderTests : IDisposable
{
    private const string Marker = "presignkit-local-s3.json";

    private readonly string _parent = Directory.CreateTempSubdirectory("presignkit-locals3-folder-").FullName;

    private string Store => Path.Combine(_parent, "store");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task Start_NoFolderOrAnEmptyOne_CreatesAMarkedFolderForTheUserAlone()
    {
        Directory.CreateDirectory(Path.Combine(_parent, "empty"));
        foreach (var folder in new[] { Store, Path.Combine(_parent, "empty") })
        {
            await StartAndStopAsync(folder);
            await StartAndStopAsync(folder);

            Assert.Equal(1, JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, Marker), Ct)).RootElement.GetProperty("Format").GetInt32());
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Store));
        }
    }

    /// <summary>C4: such folders were emptied.</summary>
    [Theory]
    [InlineData("temporary")]
    [InlineData("bodies")]
    [InlineData("buckets")]
    [InlineData("other")]
    public async Task Start_FolderOfSomethingElse_IsRefusedAndUntouched(string name)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Store, name)).FullName, "0123456789abcdef0123456789abcdef");
        await File.WriteAllTextAsync(file, "precious", Ct);

        var refused = await RefusedAsync();

        Assert.Contains($"'{Store}' contains '{name}'", refused, StringComparison.Ordinal);
        Assert.Contains("Set Directory to a folder that does not exist yet or is empty.", refused, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(file, Ct));
        Assert.Equal([Path.Combine(Store, name)], Directory.GetFileSystemEntries(Store));
    }

    /// <summary>C4: the target of a link was emptied.</summary>
    [Theory]
    [InlineData("temporary")]
    [InlineData("bodies")]
    [InlineData("buckets")]
    [InlineData("lost")]
    [InlineData("buckets/*")]
    [InlineData("buckets/*/objects")]
    [InlineData("buckets/*/uploads")]
    [InlineData("buckets/*/uploads/+")]
    [InlineData("lock")]
    [InlineData(Marker)]
    public async Task Start_LinkInsideTheFolder_IsRefusedAndItsTargetUntouched(string name)
    {
        await StartAndStopAsync(Store);
        var bucket = Directory.GetDirectories(Path.Combine(Store, "buckets"))[0];
        var link = name.Replace("buckets/*", bucket, StringComparison.Ordinal).Replace("+", new string('a', 64), StringComparison.Ordinal);
        link = Path.Combine(Store, link);
        var target = Path.Combine(_parent, "target");
        if (File.Exists(link))
        {
            File.Delete(link);
            await File.WriteAllTextAsync(target, "precious", Ct);
            File.CreateSymbolicLink(link, target);
        }
        else
        {
            Directory.CreateDirectory(target);
            await File.WriteAllTextAsync(Path.Combine(target, "0123456789abcdef0123456789abcdef"), "precious", Ct);
            if (Directory.Exists(link))
            {
                Directory.Delete(link, recursive: true);
            }

            Directory.CreateSymbolicLink(link, target);
        }

        Assert.Contains($"'{link}' is a symbolic link", await RefusedAsync(), StringComparison.Ordinal);
        var file = File.Exists(target) ? target : Directory.GetFiles(target).Single();
        Assert.Equal("precious", await File.ReadAllTextAsync(file, Ct));
    }

    [Theory]
    [InlineData("""{ "Format": 2 }""", "has format 2")]
    [InlineData("{", "has format unknown")]
    [InlineData("null", "has format unknown")]
    public async Task Start_OtherFormat_IsRefused(string marker, string expected)
    {
        await StartAndStopAsync(Store);
        await File.WriteAllTextAsync(Path.Combine(Store, Marker), marker, Ct);

        var refused = await RefusedAsync();

        Assert.Contains(expected, refused, StringComparison.Ordinal);
        Assert.Contains("reads format 1", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KilledWhileTheFolderWasCreated_Starts()
    {
        Directory.CreateDirectory(Store);
        await File.WriteAllTextAsync(Path.Combine(Store, "lock"), "", Ct);
        await File.WriteAllTextAsync(Path.Combine(Store, Marker + ".new"), "{", Ct);

        await StartAndStopAsync(Store);

        Assert.True(File.Exists(Path.Combine(Store, Marker)));
    }

    /// <summary>C8: a raw IOException about a file named lock.</summary>
    [Fact]
    public async Task Start_FolderInUse_SaysWhatToDo()
    {
        await using var first = await LocalS3Server.StartAsync(StoreFixture.Options(Store), cancellationToken: Ct);

        Assert.Equal(
            $"The folder '{Store}' is in use by another store of PresignKit.LocalS3, in this process or in another one. "
            + "Stop that process, or set Directory to a different folder for each.",
            await RefusedAsync());
    }

    [Fact]
    public async Task Start_FolderInUseByAnotherProcess_SaysWhatToDo()
    {
        using var other = await KilledProcess.StartAsync(Store);

        Assert.Contains("is in use by another store of PresignKit.LocalS3", await RefusedAsync(), StringComparison.Ordinal);
        await other.KillAsync();
        await StartAndStopAsync(Store);
    }

    [Fact]
    public async Task Start_FolderThatCannotBeCreated_SaysWhatToDo()
    {
        await File.WriteAllTextAsync(Path.Combine(_parent, "file"), "", Ct);

        var below = await RefusedAsync(Path.Combine(_parent, "file", "store"));
        var at = await RefusedAsync(Path.Combine(_parent, "file"));

        Assert.EndsWith("Set Directory to a folder that this process can write to.", below, StringComparison.Ordinal);
        Assert.Contains("is a file, but PresignKit.LocalS3 needs a folder", at, StringComparison.Ordinal);
    }

    /// <summary>A container without a home, or with a read-only one.</summary>
    [Fact]
    public async Task Open_DefaultCannotBeWritten_UsesTheFallbackAndWarns()
    {
        await File.WriteAllTextAsync(Path.Combine(_parent, "home"), "", Ct);
        var (folder, fallback) = (Path.Combine(_parent, "home", "store"), Path.Combine(_parent, "fallback"));
        using var logs = new CapturedLogs();

        using var store = ObjectStore.Open(folder, fallback, logs);

        Assert.Equal(fallback, store.Directory);
        Assert.Contains($"Warning: LocalS3 cannot write to {folder} and stores objects in {fallback}", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FallbackThatOthersCanRead_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such mode.");
        File.WriteAllText(Path.Combine(_parent, "home"), "");
        var fallback = Path.Combine(_parent, "fallback");
        Directory.CreateDirectory(fallback);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fallback, (UnixFileMode)0b111_101_101);
        }


        var refused = Assert.Throws<InvalidOperationException>(
            () => ObjectStore.Open(Path.Combine(_parent, "home", "store"), fallback, NullLogger.Instance));

        Assert.Contains("Other users of this machine can read or write", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DefaultFolder_OfTwoProjectsWithOneName_Differs()
    {
        var (folder, fallback) = DefaultFolder.For("My App/../x", "/src/one/App", "/home/user/.local/share");
        var (same, _) = DefaultFolder.For("My App/../x", "/src/one/App/", "/home/user/.local/share");
        var (other, _) = DefaultFolder.For("My App/../x", "/src/two/App", "/home/user/.local/share");

        Assert.StartsWith(Path.Combine("/home/user/.local/share", "PresignKit", "LocalS3", "MyApp..x-"), folder, StringComparison.Ordinal);
        Assert.Equal(folder, same);
        Assert.NotEqual(folder, other);
        Assert.Equal(Path.GetTempPath(), Path.GetDirectoryName(fallback) + Path.DirectorySeparatorChar);
        Assert.EndsWith(Path.GetFileName(folder), fallback, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("日本")]
    public void DefaultFolder_OddApplicationName_IsReplaced(string name)
    {
        var (folder, _) = DefaultFolder.For(name, "/src", "/data");

        Assert.StartsWith("application-", Path.GetFileName(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void DefaultFolder_UserWithoutApplicationData_IsTemporary()
    {
        var (folder, fallback) = DefaultFolder.For("app", "/src", "");

        Assert.Equal(fallback, folder);
        Assert.StartsWith(Path.GetTempPath(), folder, StringComparison.Ordinal);
    }

    private static async Task StartAndStopAsync(string folder)
    {
        await using var server = await LocalS3Server.StartAsync(StoreFixture.Options(folder), cancellationToken: Ct);
        Assert.NotEmpty(server.Endpoint);
    }

    private Task<string> RefusedAsync() => RefusedAsync(Store);

    private static async Task<string> RefusedAsync(string folder) =>
        (await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => LocalS3Server.StartAsync(StoreFixture.Options(folder), cancellationToken: Ct))).Message;
}
