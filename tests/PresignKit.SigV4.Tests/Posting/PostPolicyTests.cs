namespace PresignKit.SigV4.Tests.Posting;

/// <summary>What the constructor of a POST policy refuses.</summary>
public class PostPolicyTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(0.5)]
    [InlineData(604_801)]
    public void Constructor_LifetimeOutOfBounds_IsRefused(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PostPolicy("x", TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("")]
    [InlineData("a/${filename}.png")]
    [InlineData("${filename}${filename}")]
    public void Constructor_KeyWithoutExactCondition_IsRefused(string key) =>
        Assert.Throws<ArgumentException>(() => new PostPolicy(key, Minute));

    [Fact]
    public void Constructor_UnpairedSurrogate_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new PostPolicy("a\uD800", Minute));
        Assert.Throws<ArgumentException>(() => new PostPolicy("a", Minute, [new("b", "\uDC00")]));
        Assert.Throws<ArgumentException>(() => PostCondition.Exactly("b", "\uDC00"));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("Policy")]
    [InlineData("file")]
    [InlineData("bucket")]
    [InlineData("X-Amz-Signature")]
    [InlineData("x-amz-credential")]
    [InlineData("x-amz-security-token")]
    [InlineData("a b")]
    [InlineData("")]
    public void Constructor_FieldOfTheSigner_IsRefused(string name)
    {
        Assert.Throws<ArgumentException>(() => new PostPolicy("x", Minute, [new(name, "1")]));
        Assert.Throws<ArgumentException>(() => new PostPolicy("x", Minute, conditions: [PostCondition.StartsWith(name, "")]));
    }

    [Fact]
    public void Constructor_ContradictingParts_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new PostPolicy("x", Minute, [new("acl", "private"), new("ACL", "private")]));
        Assert.Throws<ArgumentException>(() => new PostPolicy("x", Minute, conditions: [PostCondition.ContentLength(0, 1), PostCondition.ContentLength(0, 2)]));
        Assert.Throws<ArgumentException>(() => new PostPolicy("x", Minute, conditions: [null!]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PostCondition.ContentLength(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PostCondition.ContentLength(2, 1));
        Assert.Throws<ArgumentException>(() => PostCondition.Exactly("$key", "x"));
    }
}
