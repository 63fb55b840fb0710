using CsCheck;
using PresignKit.Keys;
using PresignKit.Sweeping;

namespace PresignKit.Tests.Sweeping;

public sealed class KeyShapeTests
{
    private static readonly string[] Templates =
    [
        "uploads/{date:yyyy/MM/dd}/{id}{ext}", "{id}", "{tenant}/{id}{ext}", "a.b+c/{tenant}/{filename}-{id}{ext}", "x/{user}/{date:y-M-d}/{id}",
        "{date:yyyyy/MMM/ddd/HH}/{id}{ext}", "{date:H}x{id}{ext}", "(a|b)*/{id}/{filename}{ext}", "{tenant}/{user}/{id}{id}{ext}", "[x]/{id}.{id}{ext}",
    ];

    [Fact]
    public void Fits_EveryKeyThatTheTemplateYields() =>
        Gen.Select(
                Any(Templates),
                Any("", ".mp4", ".tar.gz", ".x-y"),
                Gen.String[Gen.Char['\u0020', '\u017f'], 1, 20],
                Gen.String[Gen.Char['!', '\u017f'].Where(c => c is not ('/' or '\\') && !char.IsControl(c)), 1, 128].Where(text => text is not ("." or "..")),
                Gen.DateTimeOffset)
            .Sample((template, extension, fileName, value, now) =>
            {
                var parsed = KeyTemplate.Parse(template);
                var key = KeyTemplateExpander.Expand(
                    parsed, extension, fileName, now, new Dictionary<string, string> { ["tenant"] = value, ["user"] = value });

                Assert.True(KeyShape.Of(parsed).Fits(key), $"'{key}' was created from '{template}'.");
                Assert.StartsWith(parsed.LiteralStart, key.Value, StringComparison.Ordinal);
            });

    [Fact]
    public void TryGetSlot_EveryFrozenKey_IsTheSlot() =>
        Gen.Select(
                Any("accepted/", "a/b/", "x.y/"),
                Any("", "d/", "d.e/", "0123456789abcdef./", "a.0123456789abcdef/"),
                Any("f", "f.0123456789abcdef", "0123456789abcdef", "f.g.h"),
                Any("", ".mp4", ".0123456789abcdef", "."))
            .Sample((prefix, folder, name, extension) =>
            {
                var slot = new ObjectKey(folder + name + extension);
                var key = FrozenKey.OfAttempt(prefix, slot);

                Assert.True(FrozenKey.TryGetSlot(prefix, key, out var found), $"'{key}' of '{slot}'");
                Assert.Equal(slot, found);
                Assert.False(FrozenKey.TryGetSlot("other/", key, out _));
            });

    [Theory]
    [InlineData("accepted/f.mp4")]
    [InlineData("accepted/.0123456789abcdef")]
    [InlineData("accepted/f0123456789abcdef.mp4")]
    [InlineData("accepted/f.0123456789abcdeg.mp4")]
    [InlineData("accepted/f.0123456789abcdef.mp4/x")]
    [InlineData("accepted/")]
    public void TryGetSlot_OtherKey_HasNone(string key) => Assert.False(FrozenKey.TryGetSlot("accepted/", new(key), out _));

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
