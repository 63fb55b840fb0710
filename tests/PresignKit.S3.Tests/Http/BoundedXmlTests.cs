using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using PresignKit.S3.Http;

namespace PresignKit.S3.Tests.Http;

/// <summary>XML of somebody else is read within limits, or not at all.</summary>
public class BoundedXmlTests
{
    // In quadratic time it takes minutes, in linear time milliseconds. The bound is far above that, for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Floods =>
    [
        "nested elements", "nested elements without end", "attributes", "attributes with spaces", "namespaces", "elements", "comments in a text",
            "CDATA in a text",
        "processing instructions", "character references",
    ];

    [Theory]
    [InlineData("<a><b>1</b><b>2</b></a>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><b> 1 </b></a>")]
    [InlineData("<a xmlns:x=\"urn:x\" x:type=\"y\" z=\"1\"><b/><c></c> text <x:d>&lt;&amp;&#x41;</x:d></a>")]
    [InlineData("<a><b><![CDATA[1 < 2]]></b></a>")]
    public void Read_Documents_AreReadAsUsual(string text)
    {
        var element = BoundedXml.Read(text, 100, CancellationToken.None);

        Assert.NotNull(element);
        var expected = XElement.Parse(text, LoadOptions.PreserveWhitespace);
        Assert.Equal(expected.Value, element.Value);
        Assert.Equal(expected.DescendantsAndSelf().Select(one => one.Name), element.DescendantsAndSelf().Select(one => one.Name));
        Assert.Equal(
            expected.DescendantsAndSelf().Attributes().Select(one => $"{one.Name}={one.Value}"),
            element.DescendantsAndSelf().Attributes().Select(one => $"{one.Name}={one.Value}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<a>")]
    [InlineData("<a/><b/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    [InlineData("<a>&e;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a b=\"1\" b=\"2\"/>")]
    public void Read_NotWellFormedOrWithADtd_IsNull(string text) => Assert.Null(BoundedXml.Read(text, 100, CancellationToken.None));

    [Theory]
    [MemberData(nameof(Floods))]
    public void Read_Flood_EndsSoon(string flood)
    {
        var text = Flood(flood);
        var watch = Stopwatch.StartNew();

        var element = BoundedXml.Read(text, 10_000, CancellationToken.None);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.Equal(flood == "character references", element is not null);
    }

    [Fact]
    public void Read_MoreElementsThanAllowed_IsNull()
    {
        static string Text(int elements) => $"<a>{string.Concat(Enumerable.Repeat("<b>1</b>\n", elements))}</a>";

        Assert.NotNull(BoundedXml.Read(Text(1000), 1001, CancellationToken.None));
        Assert.Null(BoundedXml.Read(Text(10_000), 1001, CancellationToken.None));
    }

    [Fact]
    public void Read_AtTheDeepestNesting_IsRead()
    {
        static string Text(int depth) => string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

        Assert.NotNull(BoundedXml.Read(Text(BoundedXml.DeepestNesting), 100, CancellationToken.None));
        Assert.Null(BoundedXml.Read(Text(BoundedXml.DeepestNesting + 1), 100, CancellationToken.None));
    }

    [Fact]
    public void Read_KeyThatLooksLikeAttributes_IsRead()
    {
        var key = string.Concat(Enumerable.Repeat("='", 512));

        Assert.Equal(key, BoundedXml.Read($"<a><Key>{key}</Key></a>", 100, CancellationToken.None)?.Value);
    }

    [Fact]
    public void Read_Canceled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => BoundedXml.Read("<a/>", 100, new CancellationToken(canceled: true)));

    [Fact]
    public void Read_AnyText_ReturnsOrReturnsNull()
    {
        var random = new Random(20261129);
        var sample = "<?xml version=\"1.0\"?><a xmlns='urn:a' b=\"1\"><!-- c --><d>e &amp; f</d><![CDATA[g]]><?h i?></a>";
        string[] pieces = ["<", ">", "</", "/>", "&", ";", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a [", "xmlns:", "=", "'", "\0",
            "\uFFFF", "\uD800", "\r"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(sample);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(text.Length + 1);
                text.Remove(at, random.Next(Math.Min(4, text.Length - at + 1))).Insert(at, pieces[random.Next(pieces.Length)]);
            }

            // No exception but of the kind that is caught inside.
            Assert.True(BoundedXml.Read($"{text}", 100, CancellationToken.None) is not { Name.LocalName.Length: 0 });
        }
    }

    private static string Flood(string kind)
    {
        static string Many(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

        return kind switch
        {
            "nested elements" => Many("<a>", 200_000) + Many("</a>", 200_000),
            "nested elements without end" => Many("<a>", 1_000_000),
            "attributes" => $"<a {string.Join(' ', Enumerable.Range(0, 300_000).Select(i => $"b{i}=''"))}/>",
            "attributes with spaces" => $"<a {string.Join(' ', Enumerable.Range(0, 300_000).Select(i => $"b{i}= \n''"))}/>",
            "namespaces" => $"<a {string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"xmlns:b{i}='urn:{i}'"))}/>",
            "elements" => $"<a>{Many("<b/>", 1_000_000)}</a>",
            "comments in a text" => $"<a>{Many("b<!---->", 500_000)}</a>",
            "CDATA in a text" => $"<a>{Many("b<![CDATA[c]]>", 300_000)}</a>",
            "processing instructions" => $"<a>{Many("<?b c?>", 500_000)}</a>",
            _ => $"<a>{Many("&#x41;", 600_000)}</a>",
        };
    }
}
