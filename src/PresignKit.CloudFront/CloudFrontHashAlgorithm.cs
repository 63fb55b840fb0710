namespace PresignKit.CloudFront;

/// <summary>The hash of what is signed.</summary>
public enum CloudFrontHashAlgorithm
{
    /// <summary>SHA-256. The parameter or cookie <c>Hash-Algorithm</c> says so.</summary>
    Sha256,

    /// <summary>SHA-1, which CloudFront assumes if no algorithm is named. For verifiers that do not support SHA-256.</summary>
    Sha1,
}
