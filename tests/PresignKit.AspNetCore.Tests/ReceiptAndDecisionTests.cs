
namespace PresignKit.AspNetCore.Tests;

public sealed class ReceiptAndDecisionTests
{
    private static readonly ObjectKey Key = new("uploads/a.mp4");

    [Theory]
    [InlineData("id")]
    [InlineData("key")]
    [InlineData("contentType")]
    [InlineData("size")]
    public void UploadReceipt_PropertyOfTheAnswerItself_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => new UploadReceipt("1", Key, new Dictionary<string, string> { [name] = "x" }));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void UploadReceipt_WithoutId_Throws(string? id) => Assert.ThrowsAny<ArgumentException>(() => new UploadReceipt(id!, Key));

    [Fact]
    public void UploadReceipt_WithoutKey_Throws() => Assert.Throws<ArgumentNullException>(() => new UploadReceipt("1", null!));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Deny_WithoutReason_Throws(string? reason) => Assert.ThrowsAny<ArgumentException>(() => UploadDecision.Deny(reason!));

    [Fact]
    public void Allow_WithoutValues_HasNone()
    {
        Assert.Empty(UploadDecision.Allow().KeyValues);
        Assert.Null(UploadDecision.Allow().DenialReason);
    }
}
