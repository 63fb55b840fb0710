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
        var key = FrozenKey.OfAttempt("accepted/", new(slot));

        Assert.Matches(pattern, key.Value);
        Assert.StartsWith(FrozenKey.Stem("accepted/", new(slot)), key.Value, StringComparison.Ordinal);
        Assert.True(FrozenKey.IsOf(new(slot), key));
    }

    [Theory]
    [InlineData("accepted/uploads/b.00112233445566aa.mp4")]
    [InlineData("accepted/uploads/a.00112233445566a.mp4")]
    [InlineData("accepted/uploads/a.00112233445566AA.mp4")]
    [InlineData("accepted/uploads/a.00112233445566aa.mp3")]
    [InlineData("accepted-uploads/a.00112233445566aa.mp4")]
    [InlineData("uploads/a.00112233445566aa.mp4")]
    [InlineData("uploads/a.mp4")]
    public void IsOf_KeyThatIsNoCopyOfTheSlot_IsFalse(string key) => Assert.False(FrozenKey.IsOf(new("uploads/a.mp4"), new(key)));

    [Fact]
    public void Record_Slot_HasOneKeyOfItsOwnBesideTheFrozenUploads()
    {
        var key = FrozenKey.Record("accepted/", new("uploads/a.mp4"));

        Assert.Matches("^accepted-slots/[0-9a-f]{32}$", key.Value);
        Assert.Equal(key, FrozenKey.Record("accepted/", new("uploads/a.mp4")));
        Assert.NotEqual(key, FrozenKey.Record("accepted/", new("uploads/b.mp4")));
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
        Assert.Equal(ObjectKey.MaximumUtf8Length, FrozenKey.OfAttempt("accepted/", longest).Value.Length);
        Assert.False(FrozenKey.Fits("accepted/", new(longest.Value + "a")));
        Assert.False(FrozenKey.Fits("accepted/", new(longest.Value[1..] + "ä")));
    }
}
