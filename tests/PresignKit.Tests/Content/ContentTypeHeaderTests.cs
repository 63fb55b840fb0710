using PresignKit.Content;

namespace PresignKit.Tests.Content;

public sealed class ContentTypeHeaderTests
{
    [Theory]
    [InlineData("text/csv; charset=windows-1251", "text/csv; charset=windows-1251")]
    [InlineData("Text/CSV;Charset=\"Windows-1251\"", "text/csv; charset=windows-1251")]
    [InlineData("text/plain;charset=shift_jis", "text/plain; charset=shift_jis")]
    [InlineData("text/plain; charset=UTF-8;", "text/plain; charset=utf-8")]
    [InlineData("text/plain; format=flowed; charset=iso-8859-15", "text/plain; format=flowed; charset=iso-8859-15")]
    [InlineData("video/mp4; codecs=\"avc1.4d001e, mp4a.40.2\"", "video/mp4; codecs=\"avc1.4d001e, mp4a.40.2\"")]
    [InlineData("audio/ogg;codecs=opus", "audio/ogg; codecs=opus")]
    [InlineData("application/x; a=\"\\\"\"", "application/x; a=\"\\\"\"")]
    [InlineData("video/mp4", "video/mp4")]
    [InlineData("video/mp4 ; ", "video/mp4")]
    public void Parse_WellFormed_KeepsEveryParameter(string text, string expected) => Assert.Equal(expected, ContentTypeHeader.Parse(text)?.ToString());

    [Theory]
    [InlineData("text/csv; charset")]
    [InlineData("text/csv; charset=")]
    [InlineData("text/csv; charset=\"\"")]
    [InlineData("text/csv; charset=win dows")]
    [InlineData("text/csv; charset=\"win dows\"")]
    [InlineData("text/csv; charset=utf-8, text/html")]
    [InlineData("text/csv; charset=\"utf-8")]
    [InlineData("text/csv; charset=utf-8\r\nX: y")]
    [InlineData("text/csv; a=\"\r\n\"")]
    [InlineData("text/csv; charset=кои8")]
    [InlineData("text/csv; charset=utf-8; charset=utf-7")]
    [InlineData("text/csv; =x")]
    [InlineData("text/csv x; charset=utf-8")]
    [InlineData("csv; charset=utf-8")]
    public void Parse_Malformed_IsNull(string text) => Assert.Null(ContentTypeHeader.Parse(text));

    [Fact]
    public void Parse_VeryLongParameters_IsNull() => Assert.Null(ContentTypeHeader.Parse("text/csv; a=" + new string('x', 300)));
}
