using PresignKit.Keys;

namespace PresignKit.Tests.Keys;

public sealed class FrozenKeyTests
{
    [Theory]
    [InlineData("uploads/a.mp4", "^accepted/uploads/a\\.[0-9a-f]{16}\\.mp4$")]
    [InlineData("a.tar.gz", "^accepted/a\\.tar\\.[0-9a-f]{16}\\.gz$")]
    [InlineData("v1.2/film", "^accepted/v1\\.2/film\\.[0-9a-f]{16}$")]
    [InlineData("uploads/Öre/ü.png", "^accepted/uploads/Öre/ü\\.[0-9a-f]{16}\\.png$")]
    public void Of_SlotKey_HasTheSuffixBeforeTheExtension(string slot, string pattern)
    {
        Assert.Matches(pattern, FrozenKey.OfVersion("accepted/", new(slot), "\"e\"").Value);
        Assert.Matches(pattern, FrozenKey.OfAttempt("accepted/", new(slot)).Value);
    }

    [Fact]
    public void OfVersion_TwoVersions_HaveTwoStableKeys()
    {
        var key = new ObjectKey("uploads/a.mp4");

        Assert.Equal(FrozenKey.OfVersion("accepted/", key, "\"1\""), FrozenKey.OfVersion("accepted/", key, "\"1\""));
        Assert.NotEqual(FrozenKey.OfVersion("accepted/", key, "\"1\""), FrozenKey.OfVersion("accepted/", key, "\"2\""));
    }

    [Fact]
    public void OfAttempt_Twice_YieldsTwoKeys()
    {
        var key = new ObjectKey("uploads/a.mp4");

        Assert.NotEqual(FrozenKey.OfAttempt("accepted/", key), FrozenKey.OfAttempt("accepted/", key));
    }

    [Fact]
    public void Fits_LongestKeyThatFits_YieldsAFrozenKeyOfMaximumLength()
    {
        var longest = new ObjectKey(new string('a', ObjectKey.MaximumUtf8Length - "accepted/".Length - 17));

        Assert.True(FrozenKey.Fits("accepted/", longest));
        Assert.Equal(ObjectKey.MaximumUtf8Length, FrozenKey.OfVersion("accepted/", longest, "e").Value.Length);
        Assert.False(FrozenKey.Fits("accepted/", new(longest.Value + "a")));
        Assert.False(FrozenKey.Fits("accepted/", new(longest.Value[1..] + "ä")));
    }
}
