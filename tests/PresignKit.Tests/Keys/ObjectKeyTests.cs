using CsCheck;

namespace PresignKit.Tests.Keys;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a/b c.txt")]
    [InlineData("folder/")]
    [InlineData("...")]
    [InlineData(".hidden")]
    [InlineData("a..b/c.")]
    [InlineData("日本語/👨‍👩‍👧 family.jpg")]
    [InlineData("100%25 + & = ? #.txt")]
    public void Constructor_ValidText_KeepsItVerbatim(string text) => Assert.Equal(text, new ObjectKey(text).Value);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/a", "start with '/'")]
    [InlineData("a//b", "empty segment")]
    [InlineData("a//", "empty segment")]
    [InlineData(".", "'.' or '..'")]
    [InlineData("..", "'.' or '..'")]
    [InlineData("a/../b", "'.' or '..'")]
    [InlineData("a/./b", "'.' or '..'")]
    [InlineData("a/..", "'.' or '..'")]
    [InlineData("../", "'.' or '..'")]
    [InlineData("a\\b", "backslash")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\0", "U+0000")]
    [InlineData("a\u007f", "U+007F")]
    [InlineData("a\u0085", "U+0085")]
    public void Constructor_InvalidText_SaysWhatIsWrong(string text, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => new ObjectKey(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(ObjectKey.TryCreate(text, out var key));
        Assert.Null(key);
    }

    // Not in attributes, because attributes are stored as UTF-8, which has no lone surrogates.
    [Fact]
    public void Constructor_LoneSurrogate_SaysWhatIsWrong()
    {
        Constructor_InvalidText_SaysWhatIsWrong("a\ud800b", "lone surrogate");
        Constructor_InvalidText_SaysWhatIsWrong("\udc00", "lone surrogate");
    }

    [Theory]
    [InlineData("x", 1024, true)]
    [InlineData("x", 1025, false)]
    [InlineData("é", 512, true)]
    [InlineData("é", 513, false)]
    [InlineData("😀", 256, true)]
    [InlineData("😀", 257, false)]
    public void TryCreate_Length_IsCountedInUtf8Bytes(string letter, int count, bool expected) =>
        Assert.Equal(expected, ObjectKey.TryCreate(string.Concat(Enumerable.Repeat(letter, count)), out _));

    [Fact]
    public void TryCreate_Null_IsFalse() => Assert.False(ObjectKey.TryCreate(null, out _));

    [Fact]
    public void Equality_SameText_IsOrdinal()
    {
        Assert.True(new ObjectKey("a/b") == new ObjectKey("a/b"));
        Assert.Equal(new ObjectKey("a/b").GetHashCode(), new ObjectKey("a/b").GetHashCode());
        Assert.True(new ObjectKey("a") != new ObjectKey("A"));
        Assert.NotEqual(new ObjectKey("caf\u00e9"), new ObjectKey("cafe\u0301"));
    }

    [Fact]
    public void TryCreate_AnyText_NeverYieldsAKeyThatLeavesItsFolder()
    {
        var accepted = 0;
        Gen.String[Gen.Char["/.\\ab\0\ud800é%"], 0, 12].Sample(text =>
        {
            if (!ObjectKey.TryCreate(text, out var key))
            {
                return;
            }

            Interlocked.Increment(ref accepted);
            var segments = key.Value.TrimEnd('/').Split('/');
            Assert.DoesNotContain("..", segments);
            Assert.DoesNotContain(".", segments);
            Assert.DoesNotContain("", segments);
            Assert.DoesNotContain('\\', key.Value);
        });
        Assert.True(accepted > 0, "No random text was accepted as a key.");
    }
}
