namespace PresignKit.CloudFront;

/// <summary>The hash of what is signed.</summary>
public enum CloudFrontHashAlgorithm
{
    /// <summary>SHA-256. The signature is accompanied by <c>Hash-Algorithm=SHA256</c>, which CloudFront understands since April 2026.</summary>
    Sha256,

    /// <summary>SHA-1, which CloudFront assumes if nothing else is named. For verifiers that do not know SHA-256 yet.</summary>
    Sha1,
}
