using PresignKit.Client.Tests.Fakes;

namespace PresignKit.Client.Tests;

/// <summary>Sources that are not what was declared.</summary>
public sealed class UploadSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("changed", "source-changed")]
    [InlineData("longer", "source-changed")]
    [InlineData("shorter", "source-changed")]
    [InlineData("replaced", "source-changed")]
    [InlineData("deleted", "source-unreadable")]
    public async Task File_DuringTheUpload_IsFound(string what, string code)
    {
        await using var site = await Site.StartAsync();
        using var file = new TemporaryFile(Site.Content(16_000_000));
        site.StoreLine.Before = (request, _, _) =>
        {
            if (Line.PartOf(request) == 2)
            {
                Change();
            }

            return Line.GoOn;
        };

        using var client = site.ClientWith(new() { TimeProvider = new FastTime(), MaximumAttempts = 2 });

        var failure = await Assert.ThrowsAsync<UploadException>(
            () => client.UploadAsync(UploadSource.FromFile(file.Path), new() { Policy = "files" }, null, Cancellation));

        Assert.Equal(code, failure.Code);
        Assert.Equal(0, site.Catalog.Count);
        await site.Client.AbortAsync(failure.State!, Cancellation);
        Assert.Equal(0, await site.OpenUploadsAsync());

        void Change()
        {
            switch (what)
            {
                case "changed":
                    using (var open = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                    {
                        open.Write([1, 2, 3]);
                    }

                    break;
                case "longer":
                    using (var open = new FileStream(file.Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
                    {
                        open.Write([1, 2, 3]);
                    }

                    break;
                case "shorter":
                    using (var open = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                    {
                        open.SetLength(1000);
                    }

                    break;
                case "replaced":
                    File.WriteAllBytes(file.Path + ".new", new byte[16_000_000]);
                    File.Move(file.Path + ".new", file.Path, overwrite: true);
                    break;
                default:
                    File.Delete(file.Path);
                    break;
            }
        }
    }

    [Fact]
    public async Task File_VanishedOrChangedBefore_IsFoundBeforeAnyRequest()
    {
        await using var site = await Site.StartAsync();
        using var file = new TemporaryFile([1, 2, 3]);
        var source = UploadSource.FromFile(file.Path);
        await File.AppendAllTextAsync(file.Path, "more", Cancellation);

        var changed = await Assert.ThrowsAsync<UploadException>(() => site.Client.UploadAsync(source, new() { Policy = "files" }, null, Cancellation));
        File.Delete(file.Path);
        var vanished = await Assert.ThrowsAsync<UploadException>(() => site.Client.UploadAsync(source, new() { Policy = "files" }, null, Cancellation));

        Assert.Equal(("source-changed", "source-unreadable"), (changed.Code, vanished.Code));
        Assert.Empty(site.AppLine.Requests);
        Assert.Throws<FileNotFoundException>(() => UploadSource.FromFile(file.Path));
    }

    [Theory]
    [InlineData(6_000_000, 6_000_001)]
    [InlineData(6_000_001, 6_000_000)]
    [InlineData(1000, 1001)]
    [InlineData(1001, 1000)]
    [InlineData(1, 0)]
    public async Task Factory_AnotherSizeThanDeclared_IsRefused(int size, int declared)
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(size);

        var sequential = await Assert.ThrowsAsync<UploadException>(() => site.Client.UploadAsync(
            UploadSource.FromFactory(_ => new(new ForwardStream(content)), declared, "data.bin"), new() { Policy = "files" }, null, Cancellation));
        var seekable = await Assert.ThrowsAsync<UploadException>(() => site.Client.UploadAsync(
            UploadSource.FromFactory(_ => new(new MemoryStream(content)), declared, "data.bin"), new() { Policy = "files" }, null, Cancellation));

        Assert.Equal(("source-changed", "source-changed"), (sequential.Code, seekable.Code));
        Assert.Equal(0, site.Catalog.Count);
    }

    [Fact]
    public async Task Factory_ThatFails_IsUnreadableAndCannotBeTakenForTheNetwork()
    {
        await using var site = await Site.StartAsync();

        var opening = await Assert.ThrowsAsync<UploadException>(() => site.Client.UploadAsync(
            UploadSource.FromFactory(_ => throw new IOException("no disk"), 10, "data.bin"), new() { Policy = "files" }, null, Cancellation));
        var reading = await Assert.ThrowsAsync<UploadException>(() => site.Client.UploadAsync(
            UploadSource.FromFactory(_ => new(new BreakingReadStream(new byte[10])), 100, "data.bin"), new() { Policy = "files" }, null, Cancellation));

        Assert.Equal(("source-unreadable", "source-unreadable"), (opening.Code, reading.Code));
        Assert.Contains("no disk", opening.Message, StringComparison.Ordinal);
        Assert.InRange(site.StoreLine.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task Factory_Sequential_IsOpenedAgainToGoBack()
    {
        await using var site = await Site.StartAsync();
        var content = Site.Content(16_000_000);
        var opened = 0;
        site.StoreLine.Before = async (request, number, cancellation) =>
        {
            if (number > 1)
            {
                return null;
            }

            // Answered, but not sent on: the part is missing at the end.
            await request.Content!.CopyToAsync(Stream.Null, cancellation);
            return new(System.Net.HttpStatusCode.OK);
        };
        var source = UploadSource.FromFactory(
            _ =>
            {
                opened++;
                return new(new ForwardStream(content));
            },
            content.Length,
            "data.bin");

        var result = await site.Client.UploadAsync(source, new() { Policy = "files" }, null, Cancellation);

        await site.ShouldHoldAsync(result, content);
        Assert.Equal(2, opened);
    }

    [Fact]
    public void FromStream_ThatCannotSeek_SaysWhatToUse()
    {
        var failure = Assert.Throws<ArgumentException>(() => UploadSource.FromStream(new ForwardStream([]), "data.bin"));

        Assert.Contains("FromFactory", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_ThatAreEmptyOrNegative_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => UploadSource.FromMemory(new byte[1], ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => UploadSource.FromFactory(_ => default, -1, "data.bin"));
        Assert.Equal("data.bin (1 bytes)", UploadSource.FromMemory(new byte[1], "data.bin").ToString());
    }
}
