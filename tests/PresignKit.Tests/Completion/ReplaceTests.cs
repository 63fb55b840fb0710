using PresignKit.Policies;
using PresignKit.Tests.Fakes;
using PresignKit.Uploads;

namespace PresignKit.Tests.Completion;

/// <summary>A slot replaces exactly the object that the application has seen under its destination.</summary>
public sealed class ReplaceTests
{
    private static readonly ObjectKey Avatar = new("avatars/42.mp4");

    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_ObjectThatWasSeen_IsReplaced(StoreKind kind)
    {
        var (app, seen) = await StartAsync(kind);
        var upload = await UploadAsync(app, seen);

        Assert.True(await SettleAsync(app, upload));
        Assert.True(await app.Verifier.SettleAsync(upload, Avatar, verification: null, Cancellation));

        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(Avatar.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_ReplacedByAnotherMeanwhile_ThrowsAndWritesNothing(StoreKind kind)
    {
        var (app, seen) = await StartAsync(kind);
        var upload = await UploadAsync(app, seen);
        app.Store.Put(Avatar.Value, Samples.Html(), "video/mp4");

        var error = await Assert.ThrowsAsync<StoreException>(() => SettleAsync(app, upload));

        Assert.Equal(ErrorCodes.DestinationChanged, error.Code);
        Assert.Equal(Samples.Html(), app.Store.BytesOf(Avatar.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_DeletedMeanwhile_ThrowsAndWritesNothing(StoreKind kind)
    {
        var (app, seen) = await StartAsync(kind);
        var upload = await UploadAsync(app, seen);
        await app.Store.DeleteAsync(Avatar, Cancellation);

        var error = await Assert.ThrowsAsync<StoreException>(() => SettleAsync(app, upload));

        Assert.Equal(ErrorCodes.DestinationChanged, error.Code);
        Assert.Null(app.Store.BytesOf(Avatar.Value));
    }

    /// <summary>The copy was made, and then the process died: what is there now is the slot's own object, not another one.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_AgainAfterTheCopy_SucceedsAndTidies(StoreKind kind)
    {
        var (app, seen) = await StartAsync(kind);
        var upload = await UploadAsync(app, seen);
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        app.Store.Before = (step, _) => step is StoreStep.Delete ? throw new StoreException(ErrorCodes.StoreUnavailable, "Down.") : Task.CompletedTask;
        await Assert.ThrowsAsync<StoreException>(() => app.Verifier.SettleAsync(upload, Avatar, verified, Cancellation));
        app.Store.Before = (_, _) => Task.CompletedTask;

        Assert.True(await app.Verifier.SettleAsync(upload, Avatar, verified, Cancellation));

        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(Avatar.Value));
        Assert.Null(app.Store.BytesOf(verified.Key!.Value));
    }

    /// <summary>The copy was made, but not tagged: the next attempt finds its own object, and makes up for the tags.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Settle_AgainAfterTheCopy_EnsuresTheTags(StoreKind kind)
    {
        var kinds = MemoryStore.Of(kind);
        var store = new MemoryStore { Profile = kinds.Profile with { Tags = Capability.Yes }, Versioned = kinds.Versioned, Now = () => TestApplication.Now };
        var app = new MemoryApplication(
            kind, builder => builder.AddUploadPolicy("video", policy => (policy.AllowReplacing, policy.Tags["class"]) = (true, "private")), store);
        store.Put(Avatar.Value, Samples.Mp4(80), "video/mp4");
        var upload = await UploadAsync(app, (await store.FindAsync(Avatar, Cancellation))!.ETag);
        var verified = await app.Verifier.VerifyAsync(upload, Cancellation);
        store.Tagged.Clear();
        store.After = MemoryStore.Once(
            StoreStep.Copy, key => key == Avatar.Value, () => throw new StoreException(ErrorCodes.StoreBusy, "Not tagged."));
        await Assert.ThrowsAsync<StoreException>(() => app.Verifier.SettleAsync(upload, Avatar, verified, Cancellation));

        Assert.True(await app.Verifier.SettleAsync(upload, Avatar, verified, Cancellation));

        Assert.Equal([Avatar.Value], store.Tagged);
    }

    [Fact]
    public void Check_PolicyThatDoesNotAllowIt_IsRefused()
    {
        var request = Request("\"a\"");

        Assert.Equal(ErrorCodes.ReplacingNotAllowed, Assert.Throws<PolicyViolationException>(() => ReplaceRule.Check(Policy(allowed: false), request)).Code);
        ReplaceRule.Check(Policy(allowed: true), request);
        ReplaceRule.Check(Policy(allowed: false), request with { Replaces = null });
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a")]
    [InlineData("\"\"")]
    [InlineData("W/\"a\"")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\"a\"\r\nx: \"")]
    [InlineData("\"a b\"")]
    public void Check_NotOneETag_IsRefused(string etag) =>
        Assert.Throws<ArgumentException>(() => ReplaceRule.Check(Policy(allowed: true), Request(etag)));

    [Fact]
    public void Check_NoDestination_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ReplaceRule.Check(Policy(allowed: true), Request("\"a\"") with { Destination = null }));

    [Theory]
    [InlineData(Capability.Yes, true)]
    [InlineData(Capability.No, false)]
    [InlineData(Capability.Unknown, false)]
    public void TryMake_StoreThatCannotCompare_IsRefused(Capability capability, bool isPossible)
    {
        var plan = UploadPlan.TryMake(Policy(allowed: true), MemoryStore.Strict with { ConditionalReplace = capability }, out var refusal);

        Assert.Equal(isPossible, plan is not null);
        Assert.Equal(!isPossible, refusal?.Contains($"ConditionalReplace is {capability}", StringComparison.Ordinal) == true);
    }

    private static async Task<(MemoryApplication App, string Seen)> StartAsync(StoreKind kind)
    {
        var app = new MemoryApplication(kind, builder => builder.AddUploadPolicy("video", policy => policy.AllowReplacing = true));
        app.Store.Put(Avatar.Value, Samples.Mp4(80), "video/mp4");
        return (app, (await app.Store.FindAsync(Avatar, Cancellation))!.ETag);
    }

    private static async Task<DeclaredUpload> UploadAsync(MemoryApplication app, string seen)
    {
        var slot = await app.Issuer.OpenUploadSlotAsync(Request(seen), Cancellation);
        app.Send(slot, Samples.Mp4());
        return slot.Declaration;
    }

    private static async Task<bool> SettleAsync(MemoryApplication app, DeclaredUpload upload) =>
        await app.Verifier.SettleAsync(upload, Avatar, await app.Verifier.VerifyAsync(upload, Cancellation), Cancellation);

    private static UploadRequest Request(string? etag) =>
        new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64, Destination = Avatar, Replaces = etag };

    private static UploadPolicy Policy(bool allowed)
    {
        var options = new UploadPolicyOptions { MaximumSize = 5000, AllowReplacing = allowed };
        options.AllowedContentTypes.Add("video/mp4");
        return PolicyBuilder.Build("p", options, "media", [])!;
    }
}
