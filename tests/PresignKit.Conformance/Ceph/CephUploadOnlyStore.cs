using Amazon.S3;
using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>A bucket on Ceph whose uploads are signed by an account that can do nothing but write new objects.</summary>
public sealed class CephUploadOnlyStore(CephServer server) : CephStore(server)
{
    public override string Container => "conformance-upload-only";

    /// <summary>What holds with the policy below; each promise is tested like any other store's.</summary>
    public override StoreProfile Profile => S3Profiles.Ceph with { IsolatedPut = Capability.Yes };

    // Metadata of the slot's own object is not refused, and reaches nothing else: CephUploadOnly has the test.
    public override IReadOnlyList<(string Header, string Value)> UnsignedDirectives { get; } =
        [.. S3Directives.Where(directive => !directive.Header.StartsWith("x-amz-meta-", StringComparison.Ordinal))];

    /// <summary>
    /// As docs/stores.md gives it. The account owns what it uploads, and could read and copy it, were that not denied: what others
    /// have uploaded by the same account included. Denying the copy itself covers sources that are public.
    /// </summary>
    public string BucketPolicy => $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam:::user/other"] }, "Action": ["s3:PutObject"],
              "Resource": ["arn:aws:s3:::{{Container}}/conformance/*"] },
            { "Effect": "Deny", "Principal": { "AWS": ["arn:aws:iam:::user/other"] },
              "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:PutObjectAcl", "s3:GetObjectAcl"],
              "Resource": ["arn:aws:s3:::{{Container}}/*"] },
            { "Effect": "Deny", "Principal": { "AWS": ["arn:aws:iam:::user/other"] }, "Action": ["s3:PutObject"],
              "Resource": ["arn:aws:s3:::{{Container}}/*"], "Condition": { "StringLike": { "s3:x-amz-copy-source": "*" } } }
          ]
        }
        """;

    protected override async Task PrepareAsync(AmazonS3Client client) =>
        await client.PutBucketPolicyAsync(new() { BucketName = Container, Policy = BucketPolicy });

    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.UploadCredentials = new() { AccessKeyId = Server.OtherAccessKey, SecretAccessKey = Server.OtherSecret };
    }
}
