namespace PresignKit.AspNetCore.Tests;

public sealed class UploadDecisionTests
{
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
