using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Tests;

/// <summary>NFC and NFD when .NET runs without culture data, as these tests do.</summary>
public class NormalFormsTests
{
    [Theory]
    [InlineData("\u00E9", "e\u0301")]
    [InlineData("\u1EC7", "e\u0323\u0302")] // Vietnamese: two marks
    [InlineData("\u01D6", "u\u0308\u0304")]
    [InlineData("\u0439", "\u0438\u0306")]
    [InlineData("\u304C", "\u304B\u3099")]
    [InlineData("\uAC00", "\u1100\u1161")]
    [InlineData("\uAC01", "\u1100\u1161\u11A8")]
    [InlineData("\uD7A3", "\u1112\u1175\u11C2")]
    [InlineData("plain.mp4", "plain.mp4")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE00")]
    public void ComposeAndDecompose_KnownPairs_AreInverse(string composed, string decomposed)
    {
        Assert.Equal(composed, NormalForms.Compose(decomposed));
        Assert.Equal(decomposed, NormalForms.Decompose(composed));
        Assert.Equal(composed, NormalForms.Compose(composed));
    }

    [Fact]
    public void Table_EveryLetter_RoundTrips() => Assert.All(
        NormalFormTable.Groups.SelectMany(group => group.Letters.Where((_, i) => i % 2 == 0)),
        letter => Assert.Equal($"{letter}", NormalForms.Compose(NormalForms.Decompose($"{letter}"))));
}
