using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>A request to encrypt the object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html. The store never
/// encrypts, so it refuses, unless the options tell it to pretend.</summary>
internal readonly record struct EncryptionRequest(string? Method, string? KeyId)
{
    /// <summary>The settings that <see cref="Read"/> handles.</summary>
    public static readonly IReadOnlyList<string> Settings = [Header, KeyHeader, BucketKeyHeader];

    private const string Header = "x-amz-server-side-encryption";
    private const string KeyHeader = Header + "-aws-kms-key-id";
    private const string BucketKeyHeader = Header + "-bucket-key-enabled";

    /// <param name="find">Finds a header or a form field.</param>
    /// <param name="pretend">Whether the store grants what it does not do.</param>
    public static EncryptionRequest Read(Func<string, string?> find, bool pretend)
    {
        var (method, key) = (find(Header), find(KeyHeader));
        if (!pretend)
        {
            return Settings.Any(name => find(name) is not null) ? throw new S3Exception(S3Errors.EncryptionNotImplemented()) : default;
        }

        if (method is not (null or "AES256" or "aws:kms" or "aws:kms:dsse"))
        {
            throw new S3Exception(S3Errors.InvalidArgument("The encryption method specified is not supported", Header, method));
        }

        return key is null || method?.StartsWith("aws:kms", StringComparison.Ordinal) == true
            ? new(method, key)
            : throw new S3Exception(S3Errors.InvalidArgument(
                "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms", Header, method ?? ""));
    }
}
