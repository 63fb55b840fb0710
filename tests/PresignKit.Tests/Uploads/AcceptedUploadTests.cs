using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

public sealed class AcceptedUploadTests
{
    [Theory]
    [InlineData("video/mp4", "a.mp4", "video/mp4", ".mp4")]
    [InlineData("VIDEO/MP4; codecs=avc1", "a.mp4", "video/mp4", ".mp4")]
    [InlineData("", "a.MP4", "video/mp4", ".mp4")]
    [InlineData(null, "a.m4v", "video/mp4", ".m4v")]
    [InlineData("application/octet-stream", "a.webm", "video/webm", ".webm")]
    [InlineData("not a type", "a.webm", "video/webm", ".webm")]
    [InlineData("video/x-m4v", "a.m4v", "video/mp4", ".m4v")]
    [InlineData("video/mp4", "evil.exe", "video/mp4", ".mp4")]
    [InlineData("video/mp4", "noextension", "video/mp4", ".mp4")]
    [InlineData("image/jpg", "a.jpeg", "image/jpeg", ".jpeg")]
    [InlineData("image/x-unheard-of", "a.xyz", "image/x-unheard-of", "")]
    [InlineData("audio/x-special", "a.mp3", "audio/mpeg", ".mp3")]
    public void Accept_ContentType_IsDeclaredAliasedOrInferred(string? declared, string fileName, string expected, string extension)
    {
        var accepted = AcceptedUpload.Accept(Policy(), Request(declared, fileName));

        Assert.Equal(expected, accepted.ContentType);
        Assert.Equal(extension, accepted.Extension);
    }

    [Theory]
    [InlineData("text/html", "a.mp4")]
    [InlineData("image/svg+xml", "a.svg")]
    [InlineData("", "a.svg")]
    [InlineData("image/anything+xml", "a.xyz")]
    [InlineData("application/x-msdownload", "a.mp4")]
    [InlineData("", "a")]
    [InlineData("", "a.exe")]
    [InlineData("application/octet-stream", "a.bin")]
    [InlineData("video/*", "a.exe")]
    [InlineData("video/mp4\r\nx: y", "a.exe")]
    public void Accept_TypeThatIsNotAllowed_IsRefusedWithTheLimit(string? declared, string fileName)
    {
        var error = Assert.Throws<PolicyViolationException>(() => AcceptedUpload.Accept(Policy(), Request(declared, fileName)));

        Assert.Equal(ErrorCodes.ContentTypeNotAllowed, error.Code);
        Assert.Equal("video/mp4, video/webm, image/*, audio/mpeg", error.Limit);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Accept_ActiveType_MustBeAllowedExplicitly()
    {
        var policy = Policy() with { AllowedContentTypes = ["image/svg+xml", "image/*"], AllowedActiveContentTypes = ["image/svg+xml"] };

        Assert.Equal("image/svg+xml", AcceptedUpload.Accept(policy, Request("image/svg+xml", "a.svg")).ContentType);
    }

    [Fact]
    public void Accept_OctetStreamThatThePolicyLists_IsKept()
    {
        var policy = Policy() with { AllowedContentTypes = ["application/octet-stream"] };

        Assert.Equal("application/octet-stream", AcceptedUpload.Accept(policy, Request("application/octet-stream", "a.mp4")).ContentType);
    }

    [Theory]
    [InlineData(-1, ErrorCodes.SizeInvalid, null)]
    [InlineData(long.MinValue, ErrorCodes.SizeInvalid, null)]
    [InlineData(0, ErrorCodes.TooSmall, "10")]
    [InlineData(9, ErrorCodes.TooSmall, "10")]
    [InlineData(5001, ErrorCodes.TooLarge, "5000")]
    [InlineData(long.MaxValue, ErrorCodes.TooLarge, "5000")]
    public void Accept_SizeOutsideTheLimits_IsRefused(long size, string code, string? limit)
    {
        var error = Assert.Throws<PolicyViolationException>(
            () => AcceptedUpload.Accept(Policy(), Request("video/mp4", "a.mp4") with { Size = size }));

        Assert.Equal(code, error.Code);
        Assert.Equal(limit, error.Limit);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    public void Accept_SizeAtTheLimit_IsAccepted(long size) =>
        Assert.Equal(size, AcceptedUpload.Accept(Policy(), Request("video/mp4", "a.mp4") with { Size = size }).Size);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("..")]
    [InlineData("../../etc/passwd")]
    [InlineData("C:\\a.mp4")]
    [InlineData("a\r\nb.mp4")]
    [InlineData("a\0.mp4")]
    [InlineData("a\u202Egpj.exe")]
    [InlineData("a\u2066b.mp4")]
    [InlineData("a\u202Ab.mp4")]
    [InlineData("a\u202Cb.mp4")]
    [InlineData("a\u2069b.mp4")]
    [InlineData("\u200E\u200F")]
    [InlineData("\u200F..")]
    public void Accept_HostileFileName_IsRefused(string? fileName)
    {
        var error = Assert.Throws<PolicyViolationException>(
            () => AcceptedUpload.Accept(Policy(), Request("video/mp4", fileName!)));

        Assert.Equal(ErrorCodes.FileNameInvalid, error.Code);
        Assert.DoesNotContain('\n', error.Message);
    }

    // Not in an attribute, because attributes are stored as UTF-8, which has no lone surrogates.
    [Fact]
    public void Accept_LoneSurrogateInFileName_IsRefused() => Accept_HostileFileName_IsRefused("a\ud800.mp4");

    [Fact]
    public void Accept_LongFileName_IsRefused()
    {
        Assert.Throws<PolicyViolationException>(() => AcceptedUpload.Accept(Policy(), Request("video/mp4", new string('a', 2000) + ".mp4")));
        Assert.Equal("video/mp4", AcceptedUpload.Accept(Policy(), Request("video/mp4", new string('a', 251) + ".mp4")).ContentType);
    }

    [Theory]
    [InlineData("👨‍👩‍👧 naïve café.mp4")]
    [InlineData("می‌خواهم.mp4")]
    [InlineData("\u200Fסרט.mp4")]
    [InlineData("film\u200E.mp4")]
    [InlineData("\u061Cفيلم.mp4\u200F")]
    public void Accept_UnicodeFileName_IsAccepted(string fileName) =>
        Assert.Equal("video/mp4", AcceptedUpload.Accept(Policy(), Request("video/mp4", fileName)).ContentType);

    [Fact]
    public void Accept_RequiredChecksumMissing_IsRefused()
    {
        var policy = Policy() with { RequiredChecksum = [FileChecksumAlgorithm.Crc32C, FileChecksumAlgorithm.Sha256] };

        var error = Assert.Throws<PolicyViolationException>(() => AcceptedUpload.Accept(policy, Request("video/mp4", "a.mp4")));

        Assert.Equal((ErrorCodes.ChecksumRequired, "crc32c, sha256"), (error.Code, error.Limit));
    }

    [Theory]
    [InlineData(FileChecksumAlgorithm.Crc32C, true)]
    [InlineData(FileChecksumAlgorithm.Crc32, false)]
    public void Accept_ChecksumOfAnAlgorithm_IsAcceptedIfThePolicyNamesIt(FileChecksumAlgorithm algorithm, bool isAccepted)
    {
        var policy = Policy() with { RequiredChecksum = [FileChecksumAlgorithm.Crc32C, FileChecksumAlgorithm.Sha256] };
        var request = Request("video/mp4", "a.mp4") with { Checksum = FileChecksum.Create(algorithm, new byte[4]) };

        var error = Record.Exception(() => AcceptedUpload.Accept(policy, request));

        Assert.Equal(isAccepted ? null : ErrorCodes.ChecksumRequired, (error as PolicyViolationException)?.Code);
    }

    private static UploadRequest Request(string? contentType, string fileName) =>
        new() { Policy = "p", FileName = fileName, ContentType = contentType, Size = 100 };

    private static UploadPolicy Policy()
    {
        var options = new UploadPolicyOptions { MaximumSize = 5000, MinimumSize = 10 };
        options.AllowedContentTypes.Add("video/mp4");
        options.AllowedContentTypes.Add("Video/WebM");
        options.AllowedContentTypes.Add("image/*");
        options.AllowedContentTypes.Add("audio/mpeg");
        options.ContentTypeAliases.Add("audio/x-special", "audio/mpeg");
        return PolicyBuilder.Build("p", options, "media", [])!;
    }
}
