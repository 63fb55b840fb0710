using System.Reflection;

namespace PresignKit.AspNetCore.Tests;

public sealed class UploadVerdictTests
{
    private static readonly ObjectKey Key = new("uploads/a.mp4");

    public static TheoryData<string> BuiltInCodes { get; } = new(
        from type in (Type[])[typeof(ErrorCodes), typeof(EndpointErrorCodes)]
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral
        select (string)field.GetRawConstantValue()!);

    [Fact]
    public void Accepted_IdAndKey_AreSet()
    {
        var verdict = UploadVerdict.Accepted("1", Key, new Dictionary<string, string> { ["title"] = "Clip" });

        Assert.True(verdict.IsAccepted);
        Assert.Equal(("1", Key, 200), (verdict.Id, verdict.Key, verdict.Status));
        Assert.Equal("Clip", verdict.Properties["title"]);
        Assert.Null(verdict.Code);
        Assert.Null(verdict.Reason);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("key")]
    [InlineData("contentType")]
    [InlineData("size")]
    public void Accepted_ReservedProperty_Throws(string name)
    {
        var failure = Assert.Throws<ArgumentException>(
            () => UploadVerdict.Accepted("1", Key, new Dictionary<string, string> { [name] = "x" }));

        Assert.Contains($"'{name}' is reserved", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Accepted_WithoutId_Throws(string? id) => Assert.ThrowsAny<ArgumentException>(() => UploadVerdict.Accepted(id!, Key));

    [Fact]
    public void Accepted_WithoutKey_Throws() => Assert.Throws<ArgumentNullException>(() => UploadVerdict.Accepted("1", null!));

    [Theory]
    [InlineData("infected")]
    [InlineData("video-not-found")]
    [InlineData("over-3-videos")]
    public void Rejected_CodeOfTheApplication_IsSet(string code)
    {
        var verdict = UploadVerdict.Rejected(code, "Not this one.");

        Assert.False(verdict.IsAccepted);
        Assert.Equal((code, "Not this one.", 422), (verdict.Code, verdict.Reason, verdict.Status));
        Assert.Null(verdict.Id);
        Assert.Null(verdict.Key);
        Assert.Empty(verdict.Properties);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Infected")]
    [InlineData("video not found")]
    [InlineData("video_not_found")]
    [InlineData("video--not-found")]
    [InlineData("-infected")]
    [InlineData("infected-")]
    [InlineData("über")]
    [InlineData("infected\r\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Rejected_InvalidCode_Throws(string? code) => Assert.ThrowsAny<ArgumentException>(() => UploadVerdict.Rejected(code!, "Not this one."));

    [Theory]
    [MemberData(nameof(BuiltInCodes))]
    public void Rejected_CodeOfPresignKit_Throws(string code)
    {
        var failure = Assert.Throws<ArgumentException>(() => UploadVerdict.Rejected(code, "Not this one."));

        Assert.Contains("belongs to PresignKit", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Rejected_WithoutReason_Throws(string? reason) => Assert.ThrowsAny<ArgumentException>(() => UploadVerdict.Rejected("infected", reason!));

    [Theory]
    [InlineData(200)]
    [InlineData(399)]
    [InlineData(500)]
    public void Rejected_StatusThatIsNotAClientError_Throws(int status) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UploadVerdict.Rejected("infected", "Not this one.", status));

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(499)]
    public void Rejected_ClientErrorStatus_IsSet(int status) =>
        Assert.Equal(status, UploadVerdict.Rejected("infected", "Not this one.", status).Status);
}
