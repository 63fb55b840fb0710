using System.Net.Http.Headers;
using CsCheck;
using PresignKit.Content;

namespace PresignKit.Tests.Content;

public sealed class ContentDispositionTests
{
    [Theory]
    [InlineData(null, "attachment")]
    [InlineData("  ", "attachment")]
    [InlineData("report.pdf", "attachment; filename=\"report.pdf\"")]
    [InlineData("two words.pdf", "attachment; filename=\"two words.pdf\"")]
    [InlineData("Ünï.pdf", "attachment; filename=\"_n_.pdf\"; filename*=UTF-8''%C3%9Cn%C3%AF.pdf")]
    [InlineData("100%25.txt", "attachment; filename=\"100_25.txt\"; filename*=UTF-8''100%2525.txt")]
    [InlineData("a\"b.txt", "attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt")]
    [InlineData("../a\\b.txt", "attachment; filename=\".._a_b.txt\"")]
    [InlineData("a\r\nSet-Cookie: x", "attachment; filename=\"a__Set-Cookie: x\"")]
    [InlineData("a\u202Egpj.exe", "attachment; filename=\"a_gpj.exe\"")]
    [InlineData("😀.png", "attachment; filename=\"_.png\"; filename*=UTF-8''%F0%9F%98%80.png")]
    public void Format_HostileName_StaysInsideItsParameter(string? name, string expected) =>
        Assert.Equal(expected, ContentDisposition.Format(DispositionType.Attachment, name));

    [Fact]
    public void Format_Inline_BeginsWithInline() => Assert.Equal("inline; filename=\"a.mp4\"", ContentDisposition.Format(DispositionType.Inline, "a.mp4"));

    [Fact]
    public void Format_AnyName_IsOneParsableHeader() => Gen.String.Sample(name =>
    {
        var header = ContentDisposition.Format(DispositionType.Attachment, name);

        Assert.All(header, c => Assert.InRange(c, ' ', '~'));
        Assert.True(ContentDispositionHeaderValue.TryParse(header, out var parsed), header);
        Assert.Equal("attachment", parsed.DispositionType);
        Assert.All(parsed.Parameters, p => Assert.StartsWith("filename", p.Name, StringComparison.Ordinal));
    });
}
