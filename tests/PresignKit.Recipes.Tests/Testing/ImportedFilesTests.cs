using NSubstitute;

namespace PresignKit.Recipes.Tests.Testing;

public sealed class ImportedFilesTests
{
    // <recipe:verifier-test>
    private static readonly DeclaredUpload Upload = new()
    {
        StoreName = "media",
        Policy = "picture",
        Key = new("pictures/a.png"),
        ContentType = "image/png",
        Size = 5_000,
    };

    private readonly IUploadVerifier _verifier = Substitute.For<IUploadVerifier>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_Refused_DiscardsAndRecordsNothing()
    {
        var refused = UploadVerification.Refused(ErrorCodes.ContentMismatch, "The file is not a picture.");
        _verifier.VerifyAsync(Upload, Arg.Any<CancellationToken>()).Returns(refused);
        var files = new ImportedFiles(_verifier);

        Assert.False(await files.CompleteAsync(Upload, Cancellation));

        await _verifier.Received(1).DiscardAsync(Upload, refused, Arg.Any<CancellationToken>());
        Assert.Empty(files.Keys);
    }

    // </recipe:verifier-test>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_Verified_StaysOnRecordUnlessTheObjectIsGone(bool exists)
    {
        var key = new ObjectKey("accepted/a.png");
        var verified = UploadVerification.Verified(key, new(5_000, "image/png", "\"1\"", DateTimeOffset.UnixEpoch));
        _verifier.VerifyAsync(Upload, Arg.Any<CancellationToken>()).Returns(verified);
        _verifier.SettleAsync(Upload, key, verified, Arg.Any<CancellationToken>()).Returns(exists);
        var files = new ImportedFiles(_verifier);

        Assert.Equal(exists, await files.CompleteAsync(Upload, Cancellation));

        Assert.Equal(exists ? [key] : [], files.Keys);
        await _verifier.DidNotReceive().DiscardAsync(Arg.Any<DeclaredUpload>(), Arg.Any<UploadVerification>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Complete_NotUploaded_DoesNothing()
    {
        _verifier.VerifyAsync(Upload, Arg.Any<CancellationToken>()).Returns(UploadVerification.NotUploaded);
        var files = new ImportedFiles(_verifier);

        Assert.False(await files.CompleteAsync(Upload, Cancellation));

        Assert.Empty(files.Keys);
        await _verifier.DidNotReceive().DiscardAsync(Arg.Any<DeclaredUpload>(), Arg.Any<UploadVerification>(), Arg.Any<CancellationToken>());
    }
}
