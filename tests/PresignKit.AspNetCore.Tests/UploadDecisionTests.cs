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

    [Fact]
    public void Allow_CallerChangesItsDictionary_DoesNotChangeTheDecision()
    {
        var values = new Dictionary<string, string> { ["user"] = "anna" };
        var decision = UploadDecision.Allow(values);

        values["user"] = "ben";

        Assert.Equal("anna", decision.KeyValues["user"]);
        Assert.Equal("UploadDecision { Allowed, KeyValues = [user] }", decision.ToString());
    }

    [Fact]
    public void ToString_Deny_HasTheReason() =>
        Assert.Equal("UploadDecision { DenialReason = No quota left. }", UploadDecision.Deny("No quota left.").ToString());
}
