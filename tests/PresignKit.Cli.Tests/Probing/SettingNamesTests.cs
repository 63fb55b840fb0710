using PresignKit.Cli.Probing;

namespace PresignKit.Cli.Tests.Probing;

public sealed class SettingNamesTests
{
    [Theory]
    [InlineData("Stores:media:Endpoint must not contain a query.", "--endpoint must not contain a query.")]
    [InlineData(
        "Stores:media:Endpoint must not contain '@'; set AccessKeyId and SecretAccessKey instead.",
        "--endpoint must not contain '@'; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead.")]
    [InlineData("Use one of: Stores:a.b-c:Profile, PublicEndpoint.", "Use one of: --profile, --public-endpoint.")]
    [InlineData("If its objects are public, set Stores:media:AllowPublicReads to true; ...", "If its objects are public, set --allow-public-reads; ...")]
    [InlineData("Stores:media:Lifetimes is unknown.", "Stores:media:Lifetimes is unknown.")]
    [InlineData("The Bucket and its Region, as SignatureDoesNotMatch says.", "The Bucket and its Region, as SignatureDoesNotMatch says.")]
    public void Translate_SettingNames_BecomeOptionsAndVariables(string message, string expected) =>
        Assert.Equal(expected, SettingNames.Translate(message));
}
