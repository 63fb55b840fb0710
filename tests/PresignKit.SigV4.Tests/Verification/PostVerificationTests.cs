namespace PresignKit.SigV4.Tests.Verification;

/// <summary>Each way in which the signature of a POST form can fail, with its code.</summary>
public class PostVerificationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigV4Credentials Credentials = new("AKIDEXAMPLE", "secret");
    private static readonly SigV4Verifier Verifier = new(id => id == "AKIDEXAMPLE" ? Credentials : null, "us-east-1");

    private static readonly IReadOnlyList<NameValue> Form =
        new PostPolicySigner(BucketEndpoint.Create("http://localhost:9000", "media", BucketAddressing.Path), Credentials, "us-east-1")
            .Sign(new PostPolicy("x", TimeSpan.FromMinutes(5)), Now).Fields;

    [Fact]
    public void VerifyPost_SignedForm_IsVerifiedUntilItExpires()
    {
        Assert.Equal(SigV4Failure.None, Verifier.VerifyPost(Form, Now).Failure);
        Assert.Equal(Now.AddMinutes(5), Verifier.VerifyPost(Form, Now).ExpiresAt);
        Assert.Equal(SigV4Failure.None, Verifier.VerifyPost(Form, Now.AddMinutes(5).AddTicks(-1)).Failure);
        Assert.Equal(SigV4Failure.Expired, Verifier.VerifyPost(Form, Now.AddMinutes(5)).Failure);
        Assert.Equal(SigV4Failure.None, Verifier.VerifyPost(Form, Now.AddMinutes(-15)).Failure);
        Assert.Equal(SigV4Failure.NotYetValid, Verifier.VerifyPost(Form, Now.AddMinutes(-16)).Failure);
    }

    [Theory]
    [InlineData("x-amz-algorithm", "AWS4-HMAC-SHA1", SigV4Failure.UnsupportedAlgorithm)]
    [InlineData("x-amz-credential", "AKIDEXAMPLE", SigV4Failure.MalformedQuery)]
    [InlineData("x-amz-credential", "AKIDOTHER/20261124/us-east-1/s3/aws4_request", SigV4Failure.UnknownAccessKey)]
    [InlineData("x-amz-credential", "AKIDEXAMPLE/20261123/us-east-1/s3/aws4_request", SigV4Failure.WrongScope)]
    [InlineData("x-amz-credential", "AKIDEXAMPLE/20261124/us-east-2/s3/aws4_request", SigV4Failure.WrongScope)]
    [InlineData("x-amz-date", "20261124T120000", SigV4Failure.MalformedQuery)]
    [InlineData("x-amz-signature", "", SigV4Failure.SignatureMismatch)]
    [InlineData("x-amz-signature", "ü", SigV4Failure.SignatureMismatch)]
    [InlineData("policy", "e30=", SigV4Failure.InvalidPolicyDocument)]
    public void VerifyPost_ChangedField_IsRefused(string name, string value, SigV4Failure failure) =>
        Assert.Equal(failure, Verifier.VerifyPost([.. Form.Select(f => f.Name == name ? f with { Value = value } : f)], Now).Failure);

    [Theory]
    [InlineData("x-amz-algorithm", SigV4Failure.MissingAuthentication)]
    [InlineData("x-amz-credential", SigV4Failure.MalformedQuery)]
    [InlineData("x-amz-date", SigV4Failure.MalformedQuery)]
    [InlineData("x-amz-signature", SigV4Failure.MalformedQuery)]
    [InlineData("policy", SigV4Failure.MalformedQuery)]
    public void VerifyPost_MissingField_IsRefused(string name, SigV4Failure failure) =>
        Assert.Equal(failure, Verifier.VerifyPost([.. Form.Where(f => f.Name != name)], Now).Failure);

    [Fact]
    public void VerifyPost_OtherPolicyOrToken_IsRefused()
    {
        var other = new PostPolicySigner(BucketEndpoint.Create("http://localhost:9000", "media", BucketAddressing.Path), Credentials, "us-east-1")
            .Sign(new PostPolicy("y", TimeSpan.FromMinutes(5)), Now).Fields.Single(f => f.Name == "policy");

        Assert.Equal(SigV4Failure.SignatureMismatch, Verifier.VerifyPost([.. Form.Select(f => f.Name == "policy" ? other : f)], Now).Failure);
        Assert.Equal(SigV4Failure.TokenMismatch, Verifier.VerifyPost([.. Form, new("x-amz-security-token", "t")], Now).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verifier.VerifyPost([.. Form, new("X-Amz-Date", "20261124T120000Z")], Now).Failure);
        Assert.Equal(SigV4Failure.UnsupportedAlgorithm, Verifier.VerifyPost([new("AWSAccessKeyId", "A"), new("signature", "x")], Now).Failure);
        Assert.Equal(SigV4Failure.MissingAuthentication, Verifier.VerifyPost([], Now).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verifier.VerifyPost([new(null!, null!)], Now).Failure);
    }
}
