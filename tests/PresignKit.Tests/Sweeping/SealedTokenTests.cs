using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Sweeping;

/// <summary>What a sweep does with sealed tokens. Opening and completing them is the job of another package.</summary>
public sealed class SealedTokenTests
{
    private const string Folder = "accepted-slots/sealed-tokens/";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(61);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    public async Task Sweep_AllPartsThere_CompletesOnceAndRemovesTheToken(StoreKind kind)
    {
        var (app, uploads) = Start(kind);
        var upload = await SendAsync(app, uploads);
        app.Clock.Advance(Idle);

        var dry = await app.SweepAsync(delete: false);
        var report = await app.SweepAsync();
        var again = await app.SweepAsync();

        Assert.Equal((1, 1, 0), (dry.Completed, report.Completed, again.Completed));
        Assert.Equal([upload.Key], uploads.Completed);
        Assert.Empty(app.Store.Records);
    }

    [Fact]
    public async Task Sweep_NobodyOpensTokens_KeepsThemUntilTheyAreOld()
    {
        var app = new SweptApplication(StoreKind.Part, hasCatalog: false);
        await SendAsync(app, new());
        app.Clock.Advance(Idle);

        var report = await app.SweepAsync();
        app.Clock.Advance(SweptApplication.Old);
        await app.SweepAsync();

        Assert.Single(report.Kept, item => item.Reason == SweepReasons.TokenUnreadable);
        Assert.Empty(app.Left);
    }

    /// <summary>The slot was aborted, or its object was deleted: there is nothing to complete.</summary>
    [Fact]
    public async Task Sweep_NeitherUploadNorObject_RemovesTheToken()
    {
        var (app, uploads) = Start();
        var upload = await SendAsync(app, uploads);
        await app.Memory.Verifier.AbortAsync(upload, Cancellation);
        app.Clock.Advance(Idle);

        var dry = await app.SweepAsync(delete: false);
        Assert.Single(app.Store.Records);
        var report = await app.SweepAsync();

        Assert.Equal((1, 1), (dry.Removed, report.Removed));
        Assert.Empty(app.Left);
        Assert.Empty(uploads.Completed);
    }

    /// <summary>An object under the slot's key that did not come through the slot is not the slot's upload.</summary>
    [Fact]
    public async Task Sweep_ObjectOfAnotherSlot_IsNotCompleted()
    {
        var (app, uploads) = Start();
        var upload = await SendAsync(app, uploads);
        await app.Memory.Verifier.AbortAsync(upload, Cancellation);
        await PutAsync(app, upload.Key.Value, "foreign");
        app.Clock.Advance(Idle);

        var report = await app.SweepAsync();

        Assert.Equal((0, 1), (report.Completed, report.Removed));
        Assert.Empty(uploads.Completed);
        Assert.Equal([upload.Key.Value], app.Store.Stored);
    }

    /// <summary>Tokens that are genuine but not where they belong, or not for this sweep.</summary>
    [Theory]
    [InlineData("name", SweepReasons.KeyUnknown)]
    [InlineData("application", SweepReasons.OtherApplication)]
    [InlineData("no application", SweepReasons.OtherApplication)]
    [InlineData("store", SweepReasons.TooYoung)]
    [InlineData("time over", SweepReasons.TooYoung)]
    [InlineData("one request", SweepReasons.TokenUnreadable)]
    [InlineData("no upload", SweepReasons.TokenUnreadable)]
    public async Task Sweep_TokenForSomethingElse_IsKept(string flaw, string reason)
    {
        var (app, uploads) = Start();
        var upload = await SendAsync(app, uploads);
        uploads.Change = opened => flaw switch
        {
            "name" => opened with { Key = new("media/other.mp4") },
            "application" => opened with { Binding = opened.Binding!.Replace(".shop", ".staging", StringComparison.Ordinal) },
            "no application" => opened with { Binding = opened.Binding![..32] },
            "store" => opened with { StoreName = "archive" },
            "time over" => opened with { EndsAt = app.Clock.GetUtcNow() },
            "one request" => opened with { PartSize = null },
            _ => opened with { UploadId = null },
        };
        app.Clock.Advance(Idle);

        var report = await app.SweepAsync();

        Assert.Single(report.Kept, item => item.Kind == SweptKind.SlotRecord && item.Reason == reason);
        Assert.Equal((0, 0), (report.Completed, report.Removed));
        Assert.Empty(uploads.Completed);
        Assert.Equal(1, app.Store.OpenUploads);
        Assert.NotNull(upload.UploadId);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("complete")]
    [InlineData("store")]
    [InlineData("declined")]
    public async Task Sweep_Failure_KeepsEverythingAndTheNextOneGoesOn(string failing)
    {
        var (app, uploads) = Start();
        await SendAsync(app, uploads);
        await SendAsync(app, uploads);
        app.Clock.Advance(Idle);
        uploads.Failing = failing;

        var failed = await app.SweepAsync();
        uploads.Failing = null;
        var report = await app.SweepAsync();

        var reason = failing switch
        {
            "open" => SweepReasons.TokenUnreadable,
            "store" => SweepReasons.StoreFailed,
            _ => SweepReasons.CompletionFailed,
        };
        Assert.Equal(2, failed.Kept.Count(item => item.Reason == reason));
        Assert.DoesNotContain(failed.Kept, item => $"{item}".Contains("unmistakable", StringComparison.Ordinal));
        Assert.Equal((0, 0, 2), (failed.Completed, failed.Removed, report.Completed));
        Assert.Empty(app.Store.Records);
    }

    /// <summary>The store fails once at any step of the sweep, before or after the request has taken effect.</summary>
    [Theory]
    [InlineData(StoreStep.Find)]
    [InlineData(StoreStep.Read)]
    [InlineData(StoreStep.ListParts)]
    [InlineData(StoreStep.CompleteUpload)]
    [InlineData(StoreStep.Delete)]
    [InlineData(StoreStep.List)]
    public async Task Sweep_StoreFailsOnce_TheNextOneFinishes(StoreStep step)
    {
        foreach (var after in step == StoreStep.List ? [false] : new[] { false, true })
        {
            var (app, uploads) = Start();
            await SendAsync(app, uploads);
            app.Clock.Advance(Idle);
            var failures = 0;
            Func<StoreStep, string, Task> fail = (at, _) => at == step && failures++ == 0
                ? throw new StoreException(ErrorCodes.StoreUnavailable, "down")
                : Task.CompletedTask;
            (app.Store.Before, app.Store.After) = after ? (app.Store.Before, fail) : (fail, app.Store.After);

            await app.SweepAsync();
            app.Clock.Advance(Idle);
            await app.SweepAsync();
            app.Clock.Advance(Idle);
            await app.SweepAsync();

            Assert.NotEqual(0, failures);
            Assert.Single(uploads.Completed.Distinct());
            Assert.Equal(0, app.Store.OpenUploads);
            Assert.Empty(app.Store.Records);
        }
    }

    [Fact]
    public async Task Sweep_Garbage_IsKept()
    {
        var (app, uploads) = Start();
        await PutAsync(app, Folder + "readme.txt", "x");
        await PutAsync(app, Folder + new string('a', 32), "not a token");
        app.Clock.Advance(Idle);

        var young = await app.SweepAsync();
        app.Clock.Advance(SweptApplication.Old);
        var old = await app.SweepAsync();

        Assert.Equal([SweepReasons.KeyUnknown, SweepReasons.TokenUnreadable], young.KeptByReason.Keys);
        Assert.Equal([SweepReasons.KeyUnknown, SweepReasons.SlotValueMissing], old.KeptByReason.Keys);
        Assert.Equal(0, old.Removed);
        Assert.Empty(uploads.Completed);
    }

    [Fact]
    public async Task SweepAsync_NegativeTime_Throws()
    {
        var (app, _) = Start();

        var failure = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => app.Sweeper.SweepAsync("media", new() { CompleteAfter = TimeSpan.FromSeconds(-1) }, cancellationToken: Cancellation));

        Assert.Contains("CompleteAfter", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAsync_TokenThatIsEmptyOrTooLong_Throws()
    {
        var (app, _) = Start();
        var tokens = app.Memory.Services.GetRequiredService<ISealedTokens>();
        var upload = await OpenAsync(app);

        await Assert.ThrowsAsync<ArgumentException>(() => tokens.AddAsync(upload.Declaration, "", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => tokens.AddAsync(upload.Declaration, new('a', 8193), Cancellation));
        await tokens.RemoveAsync(upload.Declaration, Cancellation);
        await tokens.AddAsync(upload.Declaration, new('a', 8192), Cancellation);

        Assert.Equal(8192, app.Store.BytesOf(Assert.Single(app.Store.Records))!.Length);
    }

    private static (SweptApplication App, OpenTokens Uploads) Start(StoreKind kind = StoreKind.Part)
    {
        var uploads = new OpenTokens();
        var app = new SweptApplication(kind, builder => builder.Services.AddSingleton<IAbandonedUploads>(uploads));
        uploads.Verifier = app.Memory.Verifier;
        return (app, uploads);
    }

    private static async Task<UploadSlot> OpenAsync(SweptApplication app) => await app.Memory.Issuer.OpenUploadSlotAsync(
        new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64, Transports = [UploadTransport.Multipart] }, Cancellation);

    /// <summary>Opens a slot, keeps its token, and sends everything.</summary>
    private static async Task<DeclaredUpload> SendAsync(SweptApplication app, OpenTokens uploads)
    {
        var upload = (await OpenAsync(app)).Declaration;
        await app.Memory.Services.GetRequiredService<ISealedTokens>().AddAsync(upload, uploads.Seal(upload), Cancellation);
        var signed = await app.Memory.Services.GetRequiredService<IMultipartSlots>().SignPartsAsync(upload, [1], Cancellation);
        Assert.Equal(HttpStatusCode.OK, app.Store.Send(signed.Parts[0].Request.RevealUrl(), [], Samples.Mp4()));
        return upload;
    }

    private static async Task PutAsync(SweptApplication app, string key, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await ((IObjectStore)app.Store).PutAsync(new(key), content, "text/plain", cancellationToken: Cancellation);
    }

    /// <summary>Tokens that are numbers, and a completion without an application.</summary>
    private sealed class OpenTokens : IAbandonedUploads
    {
        private readonly List<DeclaredUpload> _sealed = [];

        public IUploadVerifier? Verifier { get; set; }

        public List<ObjectKey> Completed { get; } = [];

        public string? Failing { get; set; }

        public Func<DeclaredUpload, DeclaredUpload> Change { get; set; } = upload => upload;

        public string Seal(DeclaredUpload upload)
        {
            _sealed.Add(upload);
            return $"token {_sealed.Count}";
        }

        public DeclaredUpload? Open(string token) => Failing == "open" ? throw new InvalidOperationException("unmistakable")
            : token.StartsWith("token ", StringComparison.Ordinal) ? Change(_sealed[int.Parse(token[6..], null) - 1])
            : null;

        public async Task<AbandonedUploadResult> CompleteAsync(string token, CancellationToken cancellationToken)
        {
            switch (Failing)
            {
                case "complete":
                    throw new InvalidOperationException("unmistakable");
                case "store":
                    throw new StoreException(ErrorCodes.StoreBusy, "busy");
                case "declined":
                    return new(AbandonedUploadOutcome.Open, "upload-not-allowed");
                default:
                    var upload = Open(token)!;
                    Assert.True((await Verifier!.VerifyAsync(upload, cancellationToken)).IsVerified);
                    Completed.Add(upload.Key);
                    return new(AbandonedUploadOutcome.Accepted);
            }
        }
    }
}
