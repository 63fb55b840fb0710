using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

/// <summary>What a verification says about the content, and what the policy makes of it.</summary>
public sealed class ContentOfUploadsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("video/mp4", "mp4", ContentMatch.Fits, "The file's first bytes are an MP4 or QuickTime file, which fits the declared content type video/mp4.")]
    [InlineData(
        "application/x-unheard-of", "mp4", ContentMatch.Unknown,
        "The file's first bytes are an MP4 or QuickTime file, which neither fits nor contradicts the declared content type application/x-unheard-of.")]
    [InlineData(
        "audio/mpeg", "zeros", ContentMatch.Unknown,
        "The file's first bytes are not in any known format, which neither fits nor contradicts the declared content type audio/mpeg.")]
    public async Task Verify_ContentThatDoesNotContradict_IsVerifiedAndTold(string contentType, string bytes, ContentMatch match, string finding)
    {
        var verification = await VerifyAsync(StoreKind.Part, contentType, bytes);

        Assert.True(verification.IsVerified);
        Assert.Equal((match, finding), (verification.Content, verification.ContentFinding));
    }

    [Fact]
    public async Task Verify_ContradictionThatIsOnlyReported_IsVerifiedAndTold()
    {
        var verification = await VerifyAsync(StoreKind.Part, "video/mp4", "png", p => p.ContentCheck = ContentCheckMode.Report);

        Assert.True(verification.IsVerified);
        Assert.Equal(ContentMatch.Contradicts, verification.Content);
        Assert.Equal("The file's first bytes are a PNG image; the declared content type is video/mp4.", verification.ContentFinding);
    }

    [Theory]
    [InlineData("video/mp4", ContentCheckMode.Require)]
    [InlineData("video/mp4", ContentCheckMode.Report)]
    [InlineData("video/mp4", ContentCheckMode.Off)]
    [InlineData("text/plain", ContentCheckMode.Off)]
    [InlineData("image/png", ContentCheckMode.Off)]
    [InlineData("application/pdf", ContentCheckMode.Off)]
    [InlineData("application/json", ContentCheckMode.Off)]
    [InlineData("application/octet-stream", ContentCheckMode.Report)]
    [InlineData("application/zip", ContentCheckMode.Report)]
    public async Task Verify_ActiveContent_IsRefusedInEveryMode(string contentType, ContentCheckMode mode)
    {
        var verification = await VerifyAsync(StoreKind.Part, contentType, "html", p => p.ContentCheck = mode);

        Assert.Equal((ErrorCodes.ContentMismatch, ContentMatch.Contradicts), (verification.Code, verification.Content));
    }

    [Theory]
    [InlineData("application/octet-stream", "html", true)]
    [InlineData("application/zip", "png", true)]
    [InlineData("video/mp4", "html", false)]
    [InlineData("text/plain", "html", false)]
    [InlineData("video/mp4", "png", true)]
    [InlineData("text/plain", "zeros", true)]
    public async Task Verify_CheckIsOff_ReadsOnlyWhatBrowsersDisplay(string contentType, string bytes, bool isVerified)
    {
        var verification = await VerifyAsync(StoreKind.Part, contentType, bytes, p => p.ContentCheck = ContentCheckMode.Off);

        Assert.Equal(isVerified, verification.IsVerified);
        Assert.Equal(isVerified, verification.Content is null);
    }

    [Theory]
    [InlineData(ContentCheckMode.Require, true)]
    [InlineData(ContentCheckMode.Report, true)]
    [InlineData(ContentCheckMode.Off, false)]
    public async Task Verify_ActiveTypeThatThePolicyAllows_IsVerified(ContentCheckMode mode, bool isJudged)
    {
        var verification = await VerifyAsync(StoreKind.Part, "text/html", "html", p =>
        {
            p.AllowedActiveContentTypes = ["text/html"];
            p.ContentCheck = mode;
        });

        Assert.True(verification.IsVerified);
        Assert.Equal(isJudged ? ContentMatch.Fits : null, verification.Content);
    }

    [Theory]
    [InlineData(UnknownContentRule.Accept, null, false)]
    [InlineData(UnknownContentRule.Ask, null, true)]
    [InlineData(UnknownContentRule.Refuse, ErrorCodes.ContentUnknown, false)]
    public async Task Verify_UnknownContent_IsDecidedByThePolicy(UnknownContentRule rule, string? code, bool needsDecision)
    {
        var verification = await VerifyAsync(StoreKind.Part, "audio/mpeg", "zeros", p => p.UnknownContent = rule);

        Assert.Equal((code, code is null, ContentMatch.Unknown), (verification.Code, verification.IsVerified, verification.Content));
        Assert.Equal(needsDecision, verification.NeedsDecision);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.Form)]
    public async Task Verify_Again_TellsTheSameAboutTheContent(StoreKind kind)
    {
        var (verifier, upload, first) = await ArrangeAsync(kind, "audio/mpeg", "zeros", p => p.UnknownContent = UnknownContentRule.Ask);
        var second = await verifier.VerifyAsync(upload, Cancellation);

        Assert.Equal(
            (first.Key, first.Content, first.ContentFinding, first.NeedsDecision),
            (second.Key, second.Content, second.ContentFinding, second.NeedsDecision));
        Assert.True(second.NeedsDecision);
    }

    private static async Task<UploadVerification> VerifyAsync(
        StoreKind kind, string contentType, string bytes, Action<UploadPolicyOptions>? configure = null) =>
        (await ArrangeAsync(kind, contentType, bytes, configure)).First;

    private static async Task<(IUploadVerifier Verifier, DeclaredUpload Upload, UploadVerification First)> ArrangeAsync(
        StoreKind kind, string contentType, string bytes, Action<UploadPolicyOptions>? configure = null)
    {
        var app = new MemoryApplication(kind, builder => builder.AddUploadPolicy("video", p =>
        {
            p.AllowedContentTypes = [contentType];
            p.AllowedActiveContentTypes = [];
            configure?.Invoke(p);
        }));
        var file = Start(bytes);
        var slot = await app.Issuer.OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "file", ContentType = contentType, Size = file.Length }, Cancellation);
        app.Send(slot, file, contentType);
        return (app.Verifier, slot.Declaration, await app.Verifier.VerifyAsync(slot.Declaration, Cancellation));
    }

    private static byte[] Start(string name) => name switch
    {
        "mp4" => Samples.Mp4(),
        "png" => [0x89, .. "PNG\r\n\x1A\n"u8, .. new byte[16]],
        "html" => [.. "<html><script></script>"u8, (byte)'\n'],
        _ => [1, .. new byte[23]],
    };
}
