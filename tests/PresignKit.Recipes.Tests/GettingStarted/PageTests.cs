using System.Diagnostics;
using System.Text.Json;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.Recipes.Tests.Testing;
using PresignKit.Testing;

namespace PresignKit.Recipes.Tests.GettingStarted;

/// <summary>The script of docs/recipes/getting-started.md, run by node with a page of its own making.</summary>
public sealed class PageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-page-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Submit_Picture_IsUploadedAndShown()
    {
        await using var factory = Started();

        var page = await SubmitAsync(factory, Files.Png());
        var later = await SubmitAsync(factory, Files.Png(1));

        Assert.Equal("Done", page.GetProperty("status").GetString());
        using var browser = new HttpClient();
        var shown = Assert.Single(page.GetProperty("shown").EnumerateArray()).GetString();
        Assert.Equal(Files.Png(), await browser.GetByteArrayAsync(shown, Cancellation));
        Assert.Equal(1, later.GetProperty("before").GetInt32());
        Assert.Equal(2, later.GetProperty("shown").GetArrayLength());
    }

    [Fact]
    public async Task Submit_PageNamedAsPicture_IsRefusedWithAReason()
    {
        await using var factory = Started();

        var page = await SubmitAsync(factory, "<!doctype html><script>alert(1)</script>"u8.ToArray());

        Assert.Contains("image/png", page.GetProperty("status").GetString(), StringComparison.Ordinal);
        Assert.Empty(page.GetProperty("shown").EnumerateArray());
    }

    private static PicturesFactory Started()
    {
        var factory = new PicturesFactory();
        factory.UseKestrel(0);
        factory.StartServer();
        return factory;
    }

    private async Task<JsonElement> SubmitAsync(PicturesFactory factory, byte[] content)
    {
        var file = Path.Combine(_folder, "a.png");
        await File.WriteAllBytesAsync(file, content, Cancellation);
        var script = Path.Combine(_folder, "upload.mjs");
        File.Copy(Path.Combine(RepositoryFiles.Root, "samples/PresignKit.Sample.GettingStarted/wwwroot/upload.js"), script, overwrite: true);
        var run = Path.Combine(RepositoryFiles.Root, "tests/PresignKit.Recipes.Tests/GettingStarted/page.mjs");
        var start = new ProcessStartInfo("node", [run, script, factory.ClientOptions.BaseAddress.AbsoluteUri, file, "a.png", "image/png"])
        {
            RedirectStandardOutput = true,
        };
        TestRequirement.Check("node", Missing());
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static string? Missing() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")))
            ? null
            : "node is not installed.";
}
