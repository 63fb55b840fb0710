using CsCheck;
using PresignKit.Keys;

namespace PresignKit.Tests.Keys;

public sealed class KeyTemplateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(14));

    [Fact]
    public void Expand_EveryToken_IsReplaced()
    {
        var template = KeyTemplate.Parse("uploads/{tenant}/{date:yyyy/MM/dd}/{filename}-{id}{ext}");

        var key = Expand(template, "Ümläut & Co.MP4", ("tenant", "acme"));

        Assert.Matches("^uploads/acme/2026/03/03/ümläut-co-[0-9a-f]{32}\\.mp4$", key.Value);
    }

    [Fact]
    public void Expand_Id_IsNewEachTime()
    {
        var template = KeyTemplate.Parse("{id}");

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Expand(template, "a")).Distinct().Count());
    }

    [Theory]
    [InlineData("{date:yyyy}", "2026")]
    [InlineData("{date:dd}", "03")]
    [InlineData("{date:M}", "3")]
    [InlineData("{date:yyyy-MM-dd-HH}", "2026-03-03-15")]
    [InlineData("{date}", "2026/03/03")]
    public void Expand_Date_IsUtcAndInvariant(string template, string expected) =>
        Assert.Matches($"^{expected}/[0-9a-f]{{32}}$", Expand(KeyTemplate.Parse(template + "/{id}"), "a").Value);

    [Theory]
    [InlineData("a/{nope}", "'{nope}'")]
    [InlineData("a/{Id}", "'{Id}'")]
    [InlineData("a/{id", "'{' without a '}'")]
    [InlineData("a/id}", "'}' without a '{'")]
    [InlineData("{date:MMMM}x{date:tt}", "'tt'")]
    [InlineData("{date:}", "''")]
    [InlineData("{ext:x}", "'{ext:x}'")]
    [InlineData("/a/{id}", "not valid object keys")]
    [InlineData("a//{id}", "not valid object keys")]
    [InlineData("../{id}", "not valid object keys")]
    [InlineData("a\\{id}", "not valid object keys")]
    public void Parse_InvalidTemplate_QuotesTheFlaw(string template, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => KeyTemplate.Parse(template));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("videos/{filename}{ext}")]
    [InlineData("fixed.mp4")]
    [InlineData("{user}/avatar{ext}")]
    [InlineData("{date:yyyy/MM/dd/HH}/{filename}")]
    [InlineData("{tenant}/{user}/{filename}{ext}")]
    public void Parse_TemplateWithoutId_IsRefusedBecauseTwoSlotsCouldHaveTheSameKey(string template)
    {
        var error = Assert.Throws<ArgumentException>(() => KeyTemplate.Parse(template));

        Assert.Contains($"'{template}' has no {{id}}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Add {id}", error.Message, StringComparison.Ordinal);
        Assert.Contains("UploadRequest.Destination", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{tenant}{user}/{id}", "{tenant} and {user}")]
    [InlineData("{tenant}-{user}/{id}", "{tenant} and {user}")]
    [InlineData("a/{user}{filename}/{id}", "{user} and {filename}")]
    [InlineData("a/{filename}.{user}/{id}", "{filename} and {user}")]
    [InlineData("{tenant}{id}{user}", "{tenant} and {user}")]
    [InlineData("{album}x{tenant}/{id}", "{album} and {tenant}")]
    public void Parse_TwoValuesInOneSegment_IsRefusedBecauseTheirBorderIsLost(string template, string names)
    {
        var error = Assert.Throws<ArgumentException>(() => KeyTemplate.Parse(template, "album"));

        Assert.Contains($"has {names} in one segment", error.Message, StringComparison.Ordinal);
        Assert.Contains("Put a slash between them", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{tenant}/{user}/{id}")]
    [InlineData("t-{tenant}/u-{user}/{id}{ext}")]
    [InlineData("{tenant}/{filename}-{id}{ext}")]
    [InlineData("{user}-{id}/{filename}")]
    [InlineData("{date:yyyy/MM}/{tenant}/{id}")]
    [InlineData("{id}")]
    public void Parse_OneValueInEachSegment_IsAccepted(string template) =>
        Assert.Equal(template, KeyTemplate.Parse(template).Text);

    [Fact]
    public void Parse_ValueOfTheApplication_MustBeDeclared()
    {
        Assert.Throws<ArgumentException>(() => KeyTemplate.Parse("{album}/{id}"));

        Assert.Matches("^a-1/[0-9a-f]{32}$", Expand(KeyTemplate.Parse("{album}/{id}", "album"), "a", ("album", "a-1")).Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\r\nb")]
    public void Expand_InvalidValue_IsRefused(string? value)
    {
        var template = KeyTemplate.Parse("{user}/{id}");
        var values = value is null ? [] : new[] { ("user", value) };

        var error = Assert.Throws<PolicyViolationException>(() => Expand(template, "a", values));

        Assert.Equal(ErrorCodes.KeyValueInvalid, error.Code);
    }

    [Theory]
    [InlineData("../../etc/passwd", "file")]
    [InlineData("a\u202Egpj.exe", "a-gpj")]
    [InlineData("😀😀.png", "file")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("CON", "con")]
    [InlineData("Отчёт №5.pdf", "отчёт-5")]
    [InlineData("\u200Fדוח שנתי.pdf", "דוח-שנתי")]
    [InlineData("re\u200Eport.pdf\u200F", "report")]
    [InlineData("\u061Cتقرير.pdf", "تقرير")]
    public void Slug_HostileName_IsSanitized(string fileName, string expected) => Assert.Equal(expected, FileNameSlug.Of(fileName));

    [Fact]
    public void Expand_AnyFileName_YieldsAValidKey() => Gen.String.Sample(name =>
    {
        var key = Expand(KeyTemplate.Parse("u/{filename}/{id}{ext}"), name);

        Assert.Equal(3, key.Value.Split('/').Length);
    });

    private static ObjectKey Expand(KeyTemplate template, string fileName, params (string Name, string Value)[] values) =>
        KeyTemplateExpander.Expand(
            template, ".mp4", fileName, Now, values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
}
