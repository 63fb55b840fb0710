namespace PresignKit.Explaining.Tests;

/// <summary>Answers whose error code or status alone is the cause.</summary>
public class AnswerCodesTests
{
    [Theory]
    [InlineData(403, "InvalidAccessKeyId", RefusalCodes.AccessKeyUnknown)]
    [InlineData(400, "BadDigest", RefusalCodes.ChecksumMismatch)]
    [InlineData(400, "InvalidDigest", RefusalCodes.ChecksumMismatch)]
    [InlineData(411, "MissingContentLength", RefusalCodes.LengthRequired)]
    [InlineData(400, "IncompleteBody", RefusalCodes.BodyIncomplete)]
    [InlineData(404, "NoSuchUpload", RefusalCodes.ObjectNotFound)]
    [InlineData(404, "NoSuchKey", RefusalCodes.ObjectNotFound)]
    [InlineData(404, "NoSuchBucket", RefusalCodes.BucketNotFound)]
    [InlineData(404, "NoSuchTagSet", RefusalCodes.OtherRefusal)]
    [InlineData(503, "SlowDown", RefusalCodes.StoreBusy)]
    [InlineData(501, "NotImplemented", RefusalCodes.NotImplemented)]
    public void Explain_ErrorCode_FindsItsCause(int status, string error, string expected)
    {
        var cause = Explain(status, error).Cause;

        Assert.Equal((expected, RefusalCertainty.Stated), (cause?.Code, cause?.Certainty));
    }

    [Theory]
    [InlineData(400, "ExpiredToken", RefusalCodes.SessionTokenExpired)]
    [InlineData(404, null, RefusalCodes.ObjectNotFound)]
    [InlineData(405, null, RefusalCodes.NotImplemented)]
    [InlineData(409, null, RefusalCodes.UploadRaced)]
    [InlineData(411, null, RefusalCodes.LengthRequired)]
    [InlineData(413, null, RefusalCodes.NotTheStore)]
    [InlineData(502, null, RefusalCodes.StoreBusy)]
    [InlineData(503, "XMinioServerNotInitialized", RefusalCodes.StoreBusy)]
    public void Explain_StatusAloneOrWordsThatDoNotFitTheUrl_FindsALikelyCause(int status, string? error, string expected)
    {
        var cause = Explain(status, error).Cause;

        Assert.Equal((expected, RefusalCertainty.Likely), (cause?.Code, cause?.Certainty));
    }

    [Theory]
    [InlineData(409, "BucketNotEmpty")]
    [InlineData(418, "Teapot")]
    public void Explain_ErrorCodeThatIsInNoRow_IsNotGuessed(int status, string error)
    {
        var codes = Explain(status, error).Findings.Select(finding => finding.Code);

        Assert.Equal([RefusalCodes.OtherRefusal], codes);
    }

    [Fact]
    public void Explain_IncompleteBody_AdvisesOnlyWhatASlotCanDo()
    {
        var remedy = Explain(400, "IncompleteBody").Cause!.Remedy;

        Assert.Contains("again with the same URL", remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("parts", remedy, StringComparison.Ordinal);
    }

    private static RefusalExplanation Explain(int status, string? error) => Refused.Explain(new()
    {
        Method = "PUT",
        Url = Refused.Put(new SigV4.NameValue("content-type", "video/mp4")),
        Headers = [new("Content-Type", "video/mp4")],
        Status = status,
        ErrorXml = error is null ? null : Refused.Error(error),
    });
}
