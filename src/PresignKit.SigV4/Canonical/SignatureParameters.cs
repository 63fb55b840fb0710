namespace PresignKit.SigV4.Canonical;

/// <summary>The encoded query parameters that are the same for every URL signed within one second. Immutable, and created once a second.</summary>
internal sealed class SignatureParameters
{
    private readonly byte[] _credential;
    private readonly byte[] _date;
    private readonly byte[] _securityToken;
    private readonly byte[] _beforeExpiry;
    private readonly byte[] _afterExpiry;

    /// <param name="credential">The access key ID and the scope, not encoded.</param>
    /// <param name="date">The time of signing.</param>
    /// <param name="securityToken">The encoded parameter of the session token; empty for credentials without one.</param>
    internal SignatureParameters(string credential, string date, byte[] securityToken)
    {
        _credential = Encode(AuthParameters.CredentialName, credential);
        _date = Encode(AuthParameters.DateName, date);
        _securityToken = securityToken;
        _beforeExpiry = [.. "X-Amz-Algorithm=AWS4-HMAC-SHA256&"u8, .. _credential, .. _date, .. "X-Amz-Expires="u8];
        _afterExpiry = [.. "&"u8, .. securityToken, .. "X-Amz-SignedHeaders="u8];
    }

    internal ReadOnlySpan<byte> Credential => _credential;

    internal ReadOnlySpan<byte> Date => _date;

    /// <summary>Empty for credentials without a session token.</summary>
    internal ReadOnlySpan<byte> SecurityToken => _securityToken;

    /// <summary>The start of a query up to the value of <c>X-Amz-Expires</c>, if no other parameter sorts before it.</summary>
    internal ReadOnlySpan<byte> BeforeExpiry => _beforeExpiry;

    /// <summary>What follows that value, up to the value of <c>X-Amz-SignedHeaders</c>.</summary>
    internal ReadOnlySpan<byte> AfterExpiry => _afterExpiry;

    /// <summary>Returns <c>name=value&amp;</c>, ready to be copied into a query.</summary>
    internal static byte[] Encode(string name, string value)
    {
        var buffer = Utf8Buffer.Rent();
        buffer.AppendAscii(name);
        buffer.Append((byte)'=');
        UriEncoding.AppendValue(buffer, value);
        buffer.Append((byte)'&');
        var bytes = buffer.Written.ToArray();
        Utf8Buffer.Return(buffer);
        return bytes;
    }
}
