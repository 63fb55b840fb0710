using Amazon.Runtime;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>AWS SDK credentials that a test can rotate, count and make fail.</summary>
internal sealed class RotatingCredentials : AWSCredentials
{
    private ImmutableCredentials _keys = new("AKID1", TestApp.Secret, "token-1");

    public int Lookups { get; private set; }

    public Exception? Failure { get; set; }

    public void Rotate(string accessKey, string token, DateTimeOffset? expiresAt)
    {
        _keys = new(accessKey, TestApp.Secret, token);
        Expiration = expiresAt?.UtcDateTime;
    }

    public override ImmutableCredentials GetCredentials()
    {
        Lookups++;
        return Failure is null ? _keys : throw Failure;
    }
}
