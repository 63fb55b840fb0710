using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// All that is the same for every signature of one signer within one second: the day's key, the query parameters that
/// name credential and date, and the head of the string to sign. Immutable, and made once a second.
/// </summary>
internal sealed class SigningMoment
{
    private readonly byte[] _credentialParameter;
    private readonly byte[] _dateParameter;
    private readonly byte[] _securityTokenParameter;
    private readonly byte[] _beforeExpiry;
    private readonly byte[] _afterExpiry;

    /// <param name="identity">Who signs.</param>
    /// <param name="second">The moment, in UTC.</param>
    /// <param name="key">The key of its day, where there is one already.</param>
    internal SigningMoment(SigningIdentity identity, DateTime second, SigningKey? key)
    {
        Second = second;
        DateText = AmzDate.ToText(second);
        var day = DateText.AsSpan(0, AmzDate.DayLength);
        Scope = CredentialScope.ToText(day, identity.Region, identity.Service);
        Credential = $"{identity.Credentials.AccessKeyId}/{Scope}";
        Key = key ?? SigningKey.Derive(identity.Credentials, day, identity.Region, identity.Service);

        _credentialParameter = EncodedParameter(AuthParameters.CredentialName, Credential);
        _dateParameter = EncodedParameter(AuthParameters.DateName, DateText);
        _securityTokenParameter = identity.SecurityTokenParameter;
        _beforeExpiry = [.. "X-Amz-Algorithm=AWS4-HMAC-SHA256&"u8, .. _credentialParameter, .. _dateParameter, .. "X-Amz-Expires="u8];
        _afterExpiry = [.. "&"u8, .. _securityTokenParameter, .. "X-Amz-SignedHeaders="u8];
        StringToSignHead = new StringToSignHead(DateText, Scope, Key);
    }

    internal DateTime Second { get; }

    internal string DateText { get; }

    /// <summary><c>day/region/service/aws4_request</c>.</summary>
    internal string Scope { get; }

    /// <summary>Access key id and scope, not encoded.</summary>
    internal string Credential { get; }

    internal SigningKey Key { get; }

    internal ReadOnlySpan<byte> CredentialParameter => _credentialParameter;

    internal ReadOnlySpan<byte> DateParameter => _dateParameter;

    /// <summary>Empty for credentials without a session token.</summary>
    internal ReadOnlySpan<byte> SecurityTokenParameter => _securityTokenParameter;

    /// <summary>The whole beginning of a query up to the value of <c>X-Amz-Expires</c>, where no other parameter comes before or between.</summary>
    internal ReadOnlySpan<byte> BeforeExpiry => _beforeExpiry;

    /// <summary>And what follows that value, up to the value of <c>X-Amz-SignedHeaders</c>.</summary>
    internal ReadOnlySpan<byte> AfterExpiry => _afterExpiry;

    internal StringToSignHead StringToSignHead { get; }

    /// <summary><c>name=value&amp;</c>, ready to be copied into a query.</summary>
    internal static byte[] EncodedParameter(string name, string value)
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
