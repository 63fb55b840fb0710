using System.Text;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class KeyOrderTests
{
    private static readonly string[] Keys = ["", "a", "aa", "b", "é", "\uD7FF", "\uE000", "\uFF61", "\uFFFD", "\U00010000", "\U0001F600", "\U0001F600a"];

    [Fact]
    public void Compare_AnyTwoKeys_UsesTheOrderOfTheirUtf8Bytes()
    {
        foreach (var left in Keys)
        {
            foreach (var right in Keys)
            {
                var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(expected), Math.Sign(KeyOrder.Instance.Compare(left, right)));
            }
        }
    }
}
