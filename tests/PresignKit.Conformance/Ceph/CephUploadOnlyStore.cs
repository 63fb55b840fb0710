using Amazon.S3;
using PresignKit.S3;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>A bucket on Ceph whose uploads are signed by an account that can only write new objects.</summary>
public sealed class CephUploadOnlyStore(CephServer server) : CephStore(server)
{
    public override string Container => "conformance-upload-only";

    /// <summary>What the store enforces with the policy below. Each claim is tested as for any other store.</summary>
    public override StoreProfile Profile => Release.Profile with { IsolatedPut = Capability.Yes, IsolatedPart = Capability.Yes };

    public override StoreProfile Configured => S3Profiles.Ceph with { IsolatedPut = Capability.Yes, IsolatedPart = Capability.Yes };

    // Metadata of the slot's own object is accepted, and affects nothing else: see CephUploadOnlyTests.
    public override IReadOnlyList<(string Header, string Value)> UnsignedDirectives { get; } =
        [.. S3Directives.Where(directive => !directive.Header.StartsWith("x-amz-meta-", StringComparison.Ordinal))];

    /// <summary>
    /// The policy in docs/stores.md. The account owns what it uploads, including the uploads of other users, so it could read and copy
    /// all of it if that were not denied. Denying the copy itself covers public sources.
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
