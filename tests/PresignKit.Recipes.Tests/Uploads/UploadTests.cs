using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore;
using PresignKit.Client;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.Testing;

namespace PresignKit.Recipes.Tests.Uploads;

/// <summary>The code of docs/uploads.md and docs/client.md, run with a file of three parts.</summary>
public sealed class UploadTests : IDisposable
{
    private const int PartSize = 5 * 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("presignkit-parts-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder, "video.mp4");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Script_FileOfThreeParts_IsAccepted()
    {
        TestRequirement.Check("node", Missing());
        await using var app = await StartAsync();
        var content = await WriteFileAsync();

        var script = Path.Combine(RepositoryFiles.Root, "tests/PresignKit.Recipes.Tests/Uploads/parts.mjs");
        var start = new ProcessStartInfo("node", [script, app.Client.BaseAddress!.AbsoluteUri, FilePath]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(0, process.ExitCode);
        var accepted = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.Equal(content, await DownloadAsync(app, accepted.GetProperty("key").GetString()!));
    }

    [Fact]
    public async Task WithoutEndpoints_ConnectionLostAfterOnePart_SendsTheRestAndCompletes()
    {
        await using var app = await StartAsync();
        var content = await WriteFileAsync();
        var uploads = Uploads(app);
        var stored = JsonSerializer.Serialize(await uploads.OpenAsync("clip.mp4", content.Length, Cancellation));
        var upload = JsonSerializer.Deserialize<DeclaredUpload>(stored)!;
        await SendAsync(upload, content, [(await uploads.NextPartsAsync(upload, Cancellation))[1]]);
        Assert.Null(await uploads.CompleteAsync(upload, Cancellation));

        var rest = await uploads.NextPartsAsync(upload, Cancellation);
        await SendAsync(upload, content, rest);

        Assert.Equal([1, 3], rest.Select(part => part.Number));
        Assert.Empty(await uploads.NextPartsAsync(upload, Cancellation));
        var key = await uploads.CompleteAsync(upload, Cancellation);
        Assert.Equal(content, await DownloadAsync(app, key!.Value));
        Assert.Equal(key, await uploads.CompleteAsync(upload, Cancellation));
        Assert.Empty(await uploads.NextPartsAsync(upload, Cancellation));
    }

    [Fact]
    public async Task WithoutEndpoints_AnotherKindOfFile_IsRefusedAndDeleted()
    {
        await using var app = await StartAsync();
        var content = new byte[PartSize + 1];
        "<!doctype html><script>"u8.CopyTo(content);
        var uploads = Uploads(app);
        var upload = await uploads.OpenAsync("clip.mp4", content.Length, Cancellation);
        await SendAsync(upload, content, await uploads.NextPartsAsync(upload, Cancellation));

        Assert.Null(await uploads.CompleteAsync(upload, Cancellation));

        Assert.Null(await app.Services.GetRequiredService<IObjectStore>().FindAsync(upload.Key, Cancellation));
    }

    [Fact]
    public async Task SavedState_UploadIsCanceledWhileItIsSaved_Resumes()
    {
        await using var app = await StartAsync();
        var content = await WriteFileAsync();
        var saved = Path.Combine(_folder, "video.upload");
        using var client = new UploadClient(app.Client, new(app.Client.BaseAddress!, "/api/uploads/"), new() { ParallelParts = 1 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var options = SavedUpload.Options(saved);
        var saves = 0;
        var canceled = options with
        {
            SaveState = async (state, ct) =>
            {
                if (++saves == 2)
                {
                    await stop.CancelAsync();                                   // after the first part
                }

                await options.SaveState!(state, ct);
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.UploadAsync(UploadSource.FromFile(FilePath), canceled, cancellationToken: stop.Token));

        var done = await SavedUpload.ResumeAsync(client, saved, FilePath);

        Assert.Equal(2, saves);
        Assert.Equal(content, await DownloadAsync(app, done.Key));
    }

    private static DeviceUploads Uploads(RecipeApp app) => new(
        app.Services.GetRequiredService<IPresignedUrlIssuer>(),
        app.Services.GetRequiredService<IMultipartSlots>(),
        app.Services.GetRequiredService<IUploadVerifier>());

    private static Task<RecipeApp> StartAsync()
    {
        void Policy(UploadPolicyOptions policy)
        {
            policy.AllowedContentTypes = ["video/mp4"];
            policy.MaximumSize = 100 * 1024 * 1024;
            policy.PartSize = PartSize;
        }

        return RecipeApp.StartAsync(
            presignKit => presignKit.AddLocalS3("media").AddUploadPolicy("video", Policy).AddUploadPolicy("videos", Policy).AddEndpoints<Videos>(),
            app => app.MapPresignKit("/api/uploads").AllowAnonymous());
    }

    private static async Task SendAsync(DeclaredUpload upload, byte[] content, IReadOnlyList<SignedPart> parts)
    {
        using var device = new HttpClient();
        var plan = upload.GetPartPlan()!;
        foreach (var (number, request) in parts)
        {
            using var body = new ByteArrayContent(content, (int)plan.OffsetOf(number), (int)plan.SizeOf(number));
            using var sent = await device.PutAsync(request.RevealUrl(), body, Cancellation);
            Assert.True(sent.IsSuccessStatusCode, $"{number}: {sent.StatusCode}");
        }
    }

    private static async Task<byte[]> DownloadAsync(RecipeApp app, string key)
    {
        var url = await app.Services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(new(key), cancellationToken: Cancellation);
        using var browser = new HttpClient();
        return await browser.GetByteArrayAsync(url.RevealUrl(), Cancellation);
    }

    private static string? Missing() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")))
            ? null
            : "node is not installed.";

    private async Task<byte[]> WriteFileAsync()
    {
        var content = Files.Mp4((2 * PartSize) + 100);
        new Random(13).NextBytes(content.AsSpan(100));
        await File.WriteAllBytesAsync(FilePath, content, Cancellation);
        return content;
    }

    private sealed class Videos : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new((UploadVerdict?)null);

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
            new(UploadVerdict.Accepted(verified.Key.Value, verified.Key));

        public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) => new((DownloadTarget?)null);
    }
}
