extern alias pictures;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.LocalS3;

/// <summary>The page of docs/recipes/getting-started.md.</summary>
public sealed class GettingStartedPageTests(Chromium chromium) : IDisposable
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("presignkit-pictures-");

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Submit_Picture_IsUploadedAndShown()
    {
        await using var application = Started();
        await using var context = await OpenAsync(application);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");

        await SubmitAsync(page, Picture);

        await Expect(page.Locator("output")).ToHaveTextAsync("Done");
        await AssertShownAsync(page, 1);
        await page.ReloadAsync();
        await AssertShownAsync(page, 1);
        await SubmitAsync(page, Picture);
        await AssertShownAsync(page, 2);
    }

    [Fact]
    public async Task Submit_PageNamedAsPicture_IsRefusedWithAReason()
    {
        await using var application = Started();
        await using var context = await OpenAsync(application);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");

        await SubmitAsync(page, "<!doctype html><script>alert(1)</script>"u8.ToArray());

        await Expect(page.Locator("output")).ToContainTextAsync("image/png");
        await AssertShownAsync(page, 0);
    }

    private static async Task SubmitAsync(IPage page, byte[] content)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = content });
        await page.GetByText("Upload").ClickAsync();
    }

    private static async Task AssertShownAsync(IPage page, int count)
    {
        await Expect(page.Locator("main img")).ToHaveCountAsync(count);
        await page.WaitForFunctionAsync("() => [...document.images].every(image => image.complete && image.naturalWidth > 0)");
    }

    private WebApplicationFactory<pictures::Program> Started()
    {
        Prerequisites.Require();
        var application = new WebApplicationFactory<pictures::Program>().WithWebHostBuilder(builder => builder
            .UseEnvironment("Development")
            .UseSetting("PresignKit:Stores:media:Directory", _folder.FullName));
        application.UseKestrel(0);
        application.StartServer();
        return application;
    }

    private Task<IBrowserContext> OpenAsync(WebApplicationFactory<pictures::Program> application) =>
        chromium.OpenAsync(application.ClientOptions.BaseAddress.AbsoluteUri);
}
