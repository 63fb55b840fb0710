using System.Reflection;

namespace PresignKit.AspNetCore.Tests;

public sealed class UploadVerdictTests
{
    private static readonly ObjectKey Key = new("uploads/a.mp4");

    public static TheoryData<string> BuiltInCodes { get; } = new(
        from type in (Type[])[typeof(ErrorCodes), typeof(PlaylistErrorCodes), typeof(EndpointErrorCodes)]
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
    [InlineData("Id")]
    [InlineData("CONTENTTYPE")]
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

    [Fact]
    public void Accepted_CallerChangesItsDictionary_DoesNotChangeTheVerdict()
    {
        var properties = new Dictionary<string, string> { ["title"] = "Clip" };
        var verdict = UploadVerdict.Accepted("1", Key, properties);

        properties["key"] = "someone-elses-key";

        Assert.Equal("title", Assert.Single(verdict.Properties).Key);
    }

    [Fact]
    public void Rejected_LongReason_Throws()
    {
        Assert.Equal(1_000, UploadVerdict.Rejected("infected", new string('x', 1_000)).Reason!.Length);

        var failure = Assert.Throws<ArgumentException>(() => UploadVerdict.Rejected("infected", new string('x', 1_001)));

        Assert.Contains("1001 characters; at most 1000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejected_LongCodeWithLineBreaks_IsCutInTheMessage()
    {
        var failure = Assert.Throws<ArgumentException>(() => UploadVerdict.Rejected("a\r\n[ERR] forged" + new string('x', 1_000_000), "Not this one."));

        Assert.DoesNotContain('\n', failure.Message);
        Assert.StartsWith("The code 'a??[ERR] forgedx", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 64, 200);
    }

    [Fact]
    public void ToString_Verdict_NamesItsPropertiesWithoutTheirValues()
    {
        var properties = new Dictionary<string, string> { ["title"] = "Clip", ["album"] = "Summer" };

        Assert.Equal(
            "UploadVerdict { Id = 1, Key = uploads/a.mp4, Properties = [title, album], Status = 200 }",
            UploadVerdict.Accepted("1", Key, properties).ToString());
        Assert.Equal(
            "UploadVerdict { Code = infected, Reason = Not this one., Status = 422 }",
            UploadVerdict.Rejected("infected", "Not this one.").ToString());
    }
}
