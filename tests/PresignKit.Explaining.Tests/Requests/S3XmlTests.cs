using System.Diagnostics;
using System.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Tests.Requests;

/// <summary>Answers are read within limits, or not at all.</summary>
public sealed class S3XmlTests
{
    // In quadratic time it takes minutes, in linear time milliseconds. The bound is far above that, for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Floods => ["<a>", "<a/>", "<a b='", "b<!---->", "<?b c?>", "&#x41;"];

    [Fact]
    public void ReadError_Fields_AreThoseBelowTheRoot()
    {
        var fields = S3Xml.ReadError(
            "<?xml version=\"1.0\"?><Error xmlns='urn:x'>\n <Code>A</Code><Code>B</Code><Message>1 &lt; <b>2</b><![CDATA[ & ]]>3<!-- x --></Message><Empty/></Error>");

        Assert.NotNull(fields);
        Assert.Equal(["A", "", "1 < 2 & 3"], [fields["Code"], fields["Empty"], fields["Message"]]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("<html/>")]
    [InlineData("<Error><Code>A</Code>")]
    [InlineData("<!DOCTYPE Error [<!ENTITY e 'x'>]><Error><Code>&e;</Code></Error>")]
    [InlineData("<!DOCTYPE Error SYSTEM 'file:///etc/passwd'><Error/>")]
    public void ReadError_AnythingElse_IsNull(string text) => Assert.Null(S3Xml.ReadError(text));

    [Theory]
    [MemberData(nameof(Floods))]
    public void Explain_Flood_EndsSoon(string piece)
    {
        foreach (var count in (int[])[60_000 / piece.Length, 200_000])
        {
            var text = new StringBuilder("<Error><Code>").Insert(13, piece, count).Append("</Code></Error>");
            var watch = Stopwatch.StartNew();

            var explanation = Refused.Explain(new() { Method = "GET", Url = Refused.Get(), Status = 403, ErrorXml = $"{text}" });

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
            Assert.NotEmpty(explanation.Findings);
        }
    }

    [Fact]
    public void Explain_AnyAnswer_Explains()
    {
        var random = new Random(20261129);
        var sample = Refused.Error("SignatureDoesNotMatch", "no", ("CanonicalRequest", "GET\n/\n\nhost:x\n\nhost\nU"), ("ServerTime", "2026-11-24T12:00:00Z"));
        string[] pieces = ["<", ">", "</", "/>", "&", ";", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE", "Error", "=", "\0", "\uFFFF",
            "\uD800", "\n", "9"];
        for (var i = 0; i < 2_000; i++)
        {
            var text = new StringBuilder(sample);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(text.Length + 1);
                text.Remove(at, random.Next(Math.Min(4, text.Length - at + 1))).Insert(at, pieces[random.Next(pieces.Length)]);
            }

            Assert.NotNull(Refused.Explain(new() { Method = "GET", Url = Refused.Get(), Status = 403, ErrorXml = $"{text}" }));
        }
    }
}
