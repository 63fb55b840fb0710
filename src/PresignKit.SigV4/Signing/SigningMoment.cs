using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// Everything that is the same for all signatures of one signer within one second: the signing key of the day, the query parameters for
/// credential and date, and the head of the string to sign. Immutable, and created once a second.
/// </summary>
internal sealed class SigningMoment
{
    /// <param name="identity">The signer.</param>
    /// <param name="second">The second, in UTC.</param>
    /// <param name="key">The signing key of the day, if it has already been derived.</param>
    internal SigningMoment(SigningIdentity identity, DateTime second, SigningKey? key)
    {
        Second = second;
        DateText = AmzDate.ToText(second);
        var day = DateText.AsSpan(0, AmzDate.DayLength);
        Scope = CredentialScope.ToText(day, identity.Region, identity.Service);
        Credential = $"{identity.Credentials.AccessKeyId}/{Scope}";
        Key = key ?? SigningKey.Derive(identity.Credentials, day, identity.Region, identity.Service);

        Parameters = new SignatureParameters(Credential, DateText, identity.SecurityTokenParameter);
        StringToSignHead = new StringToSignHead(DateText, Scope, Key);
    }

    internal DateTime Second { get; }

    internal string DateText { get; }

    /// <summary><c>day/region/service/aws4_request</c>.</summary>
    internal string Scope { get; }

    /// <summary>The access key ID and the scope, not encoded.</summary>
    internal string Credential { get; }

    internal SigningKey Key { get; }

    /// <summary>The query parameters of the signature, encoded.</summary>
    internal SignatureParameters Parameters { get; }

    internal StringToSignHead StringToSignHead { get; }
}
