namespace PresignKit.SigV4.Canonical;

/// <summary>The query parameters of the signature itself. A request must not contain them, in any letter case.</summary>
internal static class AuthParameters
{
    internal const string AlgorithmName = "X-Amz-Algorithm";
    internal const string CredentialName = "X-Amz-Credential";
    internal const string DateName = "X-Amz-Date";
    internal const string ExpiresName = "X-Amz-Expires";
    internal const string SecurityTokenName = "X-Amz-Security-Token";
    internal const string SignedHeadersName = "X-Amz-SignedHeaders";
    internal const string SignatureName = "X-Amz-Signature";

    /// <summary>The only supported algorithm.</summary>
    internal const string AlgorithmValue = "AWS4-HMAC-SHA256";

    private static readonly string[] Names =
        [AlgorithmName, CredentialName, DateName, ExpiresName, SecurityTokenName, SignedHeadersName, SignatureName];

    internal static ReadOnlySpan<byte> Algorithm => "X-Amz-Algorithm"u8;

    internal static ReadOnlySpan<byte> Credential => "X-Amz-Credential"u8;

    internal static ReadOnlySpan<byte> Date => "X-Amz-Date"u8;

    internal static ReadOnlySpan<byte> Expires => "X-Amz-Expires"u8;

    internal static ReadOnlySpan<byte> SecurityToken => "X-Amz-Security-Token"u8;

    internal static ReadOnlySpan<byte> SignedHeaders => "X-Amz-SignedHeaders"u8;

    /// <summary>Returns the parameter with this name, in the spelling of the signature, or null if it is not one of them.</summary>
    internal static string? Match(string name)
    {
        // Nearly all other parameters begin with another letter.
        if (name is not ['X' or 'x', ..])
        {
            return null;
        }

        foreach (var known in Names)
        {
            if (string.Equals(name, known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }
}
