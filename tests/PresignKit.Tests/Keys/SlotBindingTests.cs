using CsCheck;
using PresignKit.Keys;

namespace PresignKit.Tests.Keys;

public sealed class SlotBindingTests
{
    private const string Random = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(null)]
    [InlineData("shop")]
    [InlineData("Media-Archive-2")]
    public void New_WithOrWithoutName_IsReadBack(string? name)
    {
        var value = SlotBinding.New(name);

        Assert.True(SlotBinding.TryRead(value, out var read));
        Assert.Equal(name, read);
        Assert.Equal(32 + (name is null ? 0 : 1 + name.Length), value.Length);
        Assert.NotEqual(value, SlotBinding.New(name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("shop")]
    public void MetadataLength_Application_IsNameAndValueTogether(string? name) =>
        Assert.Equal(SlotBinding.MetadataName.Length + SlotBinding.New(name).Length, SlotBinding.MetadataLength(name));

    [Fact]
    public void TryRead_ValueFromBeforeNames_HasNoName()
    {
        Assert.True(SlotBinding.TryRead(Random, out var name));
        Assert.Null(name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData(Random + ".")]
    [InlineData(Random + "shop")]
    [InlineData(Random + ".a.b")]
    [InlineData(Random + ".a b")]
    [InlineData(Random + "-shop")]
    [InlineData(Random + ".sh\u00f6p")]
    [InlineData(Random + ".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData(" " + Random)]
    public void TryRead_OddValue_IsNone(string? value) => Assert.False(SlotBinding.TryRead(value, out _));

    [Fact]
    public void TryRead_AnyText_NeverThrows() => Gen.String.Sample(text =>
    {
        SlotBinding.TryRead(text, out _);
        SlotBinding.TryRead(Random + text, out var name);
        Assert.True(name is null || text[1..] == name);
    });
}
