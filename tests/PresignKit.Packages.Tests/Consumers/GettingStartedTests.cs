using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The application of docs/recipes/getting-started.md: a new project, the packages, and the files of the page, and nothing else.</summary>
[Collection(ConsumerGroup.Name)]
public sealed class GettingStartedTests(ConsumerProjects projects)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_FilesOfThePage_UploadAndShowAPicture()
    {
        await using var application = await RunningApplication.StartAsync(
            projects.Built(ConsumerProjects.GettingStartedWeb), [], Verdict.Environment, Cancellation);
        var picture = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

        Assert.Contains("upload.js", await application.Client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
        Assert.Contains("presignkit.js", await application.Client.GetStringAsync("/upload.js", Cancellation), StringComparison.Ordinal);
        Assert.Contains(
            "export", await application.Client.GetStringAsync("/_content/PresignKit.AspNetCore/presignkit.js", Cancellation), StringComparison.Ordinal);
        var slot = await application.SendAsync(
            "/api/uploads/slots",
            new { policy = "picture", fileName = "a.png", contentType = "image/png", size = picture.Length },
            HttpStatusCode.Created,
            Cancellation);
        Assert.Equal(HttpStatusCode.OK, await SlotUpload.SendAsync(slot, picture, Cancellation));
        var token = slot.GetProperty("token").GetString();
        var completed = await application.SendAsync("/api/uploads/slots/complete", new { token }, HttpStatusCode.OK, Cancellation);

        var id = completed.GetProperty("id").GetString();
        var listed = await application.Client.GetFromJsonAsync<JsonElement>("/api/pictures", Cancellation);
        Assert.Equal(id, Assert.Single(listed.EnumerateArray()).GetProperty("id").GetString());
        var download = await application.Client.GetFromJsonAsync<JsonElement>($"/api/uploads/downloads/{id}", Cancellation);
        using var browser = new HttpClient();
        Assert.Equal(picture, await browser.GetByteArrayAsync(download.GetProperty("url").GetString(), Cancellation));
    }
}
