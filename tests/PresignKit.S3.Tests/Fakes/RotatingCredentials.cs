using Amazon.Runtime;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>Credentials of the AWS SDK that a test turns over, counts, and makes fail.</summary>
internal sealed class RotatingCredentials : AWSCredentials
{
    private ImmutableCredentials _keys = new("AKID1", TestApp.Secret, "token-1");

    public int Looks { get; private set; }

    public Exception? Failure { get; set; }

    public void Rotate(string accessKey, string token, DateTimeOffset? expiresAt)
    {
        _keys = new(accessKey, TestApp.Secret, token);
        Expiration = expiresAt?.UtcDateTime;
    }

    public override ImmutableCredentials GetCredentials()
    {
        Looks++;
        return Failure is null ? _keys : throw Failure;
    }
}
