using System.Net.Http.Headers;
using System.Text;
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

    [Theory]
    [InlineData("\u200Fדוח.pdf", "דוח.pdf")]
    [InlineData("report\u200E.pdf", "report.pdf")]
    [InlineData("\u061Cتقرير.pdf\u200F", "تقرير.pdf")]
    [InlineData("a\u200E\u200F\u061Cb.pdf", "ab.pdf")]
    public void Format_DirectionalMarks_AreLeftOut(string name, string expected) => Assert.Equal(expected, SavedName(name));

    [Theory]
    [InlineData("a\u202Ab.pdf")]
    [InlineData("a\u202Cb.pdf")]
    [InlineData("a\u2067b.pdf")]
    [InlineData("a\u2069b.pdf")]
    public void Format_DirectionalControls_AreReplaced(string name) => Assert.Equal("a_b.pdf", SavedName(name));

    [Theory]
    [InlineData('a', 250, ".pdf", 200)]
    [InlineData('ä', 250, ".pdf", 122)]
    [InlineData('語', 250, ".docx", 83)]
    [InlineData('a', 300, ".tar.gz", 200)]
    [InlineData('a', 300, "", 200)]
    [InlineData('a', 196, ".pdf", 200)]
    public void Format_LongName_KeepsItsExtension(char letter, int count, string extension, int length)
    {
        var saved = SavedName(new string(letter, count) + extension);

        Assert.EndsWith(letter + extension, saved, StringComparison.Ordinal);
        Assert.Equal(length, saved.Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(saved), 1, 240);
    }

    [Fact]
    public void Format_LongNameOfEmoji_IsNotCutWithinACharacter()
    {
        var saved = SavedName(string.Concat(Enumerable.Repeat("😀", 150)) + ".jpeg");

        Assert.EndsWith("😀.jpeg", saved, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', saved);
        Assert.Equal(58 * 2 + 5, saved.Length);
    }

    [Fact]
    public void Format_LongNameWithADotFarFromTheEnd_HasNoExtension() =>
        Assert.Equal("a." + new string('b', 198), SavedName("a." + new string('b', 250)));

    [Fact]
    public void Format_LongNameThatBeginsWithADot_IsCut() => Assert.Equal("." + new string('b', 199), SavedName("." + new string('b', 250)));

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

    /// <summary>The name under which a browser saves the file.</summary>
    private static string SavedName(string name)
    {
        var parsed = ContentDispositionHeaderValue.Parse(ContentDisposition.Format(DispositionType.Attachment, name));
        return (parsed.FileNameStar ?? parsed.FileName)!.Trim('"');
    }
}
