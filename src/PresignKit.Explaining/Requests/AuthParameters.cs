namespace PresignKit.Explaining.Requests;

/// <summary>The query parameters that belong to the signature.</summary>
internal static class AuthParameters
{
    public const string AlgorithmName = "X-Amz-Algorithm";
    public const string CredentialName = "X-Amz-Credential";
    public const string DateName = "X-Amz-Date";
    public const string ExpiresName = "X-Amz-Expires";
    public const string SecurityTokenName = "X-Amz-Security-Token";
    public const string SignedHeadersName = "X-Amz-SignedHeaders";
    public const string SignatureName = "X-Amz-Signature";

    private static readonly string[] Names =
        [AlgorithmName, CredentialName, DateName, ExpiresName, SecurityTokenName, SignedHeadersName, SignatureName];

    /// <summary>The parameter's name in its correct spelling; null if it does not belong to the signature.</summary>
    public static string? Match(string name) => Array.Find(Names, known => string.Equals(name, known, StringComparison.OrdinalIgnoreCase));
}
