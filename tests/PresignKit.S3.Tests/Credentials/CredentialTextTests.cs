using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Credentials;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

/// <summary>Credentials that cannot sign anything right are refused before they sign anything.</summary>
public sealed class CredentialTextTests
{
    [Theory]
    [InlineData("AKIDEXAMPLE\n", "s3cr3t", null, "the access key ID ends with a space or a line break")]
    [InlineData("AKIDEXAMPLE", "s3cr3t\n", null, "the secret access key ends with a space or a line break")]
    [InlineData("AKIDEXAMPLE", "s3cr3t\r\n", null, "the secret access key ends with a space or a line break")]
    [InlineData("AKIDEXAMPLE", " s3cr3t", null, "the secret access key begins with a space or a line break")]
    [InlineData("AKIDEXAMPLE", "s3 cr3t", null, "the secret access key contains a space, a line break, or a non-ASCII character")]
    [InlineData("AKIDEXAMPLE", "s3\u0000cr3t", null, "the secret access key contains a space, a line break, or a non-ASCII character")]
    [InlineData("AKIDEXAMPLE", "s3cr3t", "t0ken\t", "the session token ends with a space or a line break")]
    [InlineData("\uFEFFAKIDEXAMPLE", "s3cr3t", null, "the access key ID contains a space, a line break, or a non-ASCII character")]
    public async Task Sign_CredentialsOfTheEnvironmentWithWhitespace_AreRefusedWithoutTheirText(string key, string secret, string? token, string says)
    {
        await using var services = TestApp.WithStore(options =>
            (options.AccessKeyId, options.SecretAccessKey, options.Credentials) = (null, null, new GivenCredentials(key, secret, token)));

        var failure = await Assert.ThrowsAsync<StoreException>(
            async () => await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.CredentialsUnavailable, failure.Code);
        Assert.Contains($"The credentials of store 'media' cannot be used: {says}.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cr3t", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_CredentialsWithoutWhitespace_Sign()
    {
        await using var services = TestApp.WithStore(options =>
            (options.AccessKeyId, options.SecretAccessKey, options.Credentials) = (null, null, new GivenCredentials("AKIDEXAMPLE", "a/b+c=", "t=")));

        Assert.NotNull(await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>The same check applies to everything that is found, and not only to one source.</summary>
    [Fact]
    public async Task Read_ProcessCredentialsWithALineBreak_AreRefused()
    {
        var thrown = await Assert.ThrowsAsync<UnusableCredentialException>(async () => await CredentialSnapshot.ReadAsync(
            new GivenCredentials("AKID", "x\n", null), TestContext.Current.CancellationToken));

        Assert.Equal("the secret access key ends with a space or a line break", CredentialFailure.Describe(thrown));
    }

    // As the SDK's environment and profile credentials: it does not look at the text.
    private sealed class GivenCredentials(string key, string secret, string? token) : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => new(key, secret, token);
    }
}
