namespace PresignKit.LocalS3.Tests.Storage;

public sealed class RecoveryTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Start_AfterACrash_DeletesUnreferencedFilesAndKeepsTheRest()
    {
        await store.PutTextAsync("kept", "kept");
        var folder = Path.Combine(store.Directory, "bodies");
        await File.WriteAllTextAsync(Path.Combine(folder, "0123456789abcdef0123456789abcdef"), "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(store.Directory, "temporary", "x"), "{", TestContext.Current.CancellationToken);
        var bodies = store.BodyCount();

        await store.RestartAsync();

        Assert.Equal("kept", await store.GetTextAsync("kept"));
        Assert.Equal(bodies - 1, store.BodyCount());
        Assert.Empty(Directory.GetFiles(Path.Combine(store.Directory, "temporary")));
    }

    [Fact]
    public async Task Start_TruncatedBody_DropsTheObject()
    {
        await store.PutTextAsync("doomed", new string('x', 1000));
        var body = Directory.GetFiles(Path.Combine(store.Directory, "bodies")).Single(file => new FileInfo(file).Length == 1000);
        await store.Server.DisposeAsync();
        await File.WriteAllTextAsync(body, "short", TestContext.Current.CancellationToken);

        await store.StartAsync();

        await store.AssertMissingAsync("doomed");
    }

    [Fact]
    public async Task Start_FolderInUse_IsRefused() =>
        await Assert.ThrowsAnyAsync<IOException>(
            () => LocalS3Server.StartAsync(StoreFixture.Options(store.Directory), cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task Put_AnyKey_PathsContainNoTextFromTheClient()
    {
        await store.PutTextAsync("Zq7-very-visible-name", "x");

        var paths = Directory.GetFileSystemEntries(store.Directory, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        Assert.DoesNotContain(
            paths,
            path => path.Contains("Zq7", StringComparison.Ordinal) || path.Contains("media", StringComparison.Ordinal));
    }
}
