namespace PresignKit;

/// <summary>How the store encrypts uploads.</summary>
public enum EncryptionRule
{
    /// <summary>As the bucket is configured.</summary>
    BucketDefault,

    /// <summary>With the keys of the store (S3: SSE-S3, <c>x-amz-server-side-encryption: AES256</c>).</summary>
    StoreManagedKey,

    /// <summary>With a key of the store's key management service (S3: SSE-KMS); <see cref="UploadPolicyOptions.EncryptionKeyId"/> can name it.</summary>
    KeyService,
}
