using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Verification;

/// <summary>
/// Step: parsing <c>AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...</c>. The three fields can be in any order, but
/// each must occur once; the space after a comma is optional, because some clients omit it.
/// </summary>
internal sealed record AuthorizationHeader(string Credential, string SignedHeaders, string Signature)
{
    public override string ToString() => Credential;

    internal static AuthorizationHeader? TryParse(string value)
    {
        var fields = new Dictionary<string, string>(3);
        foreach (var part in value[AuthParameters.AlgorithmValue.Length..].Split(','))
        {
            var field = part.Trim(' ');
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !fields.TryAdd(field[..equals], field[(equals + 1)..]))
            {
                return null;
            }
        }

        return fields.Count == 3
            && fields.TryGetValue("Credential", out var credential)
            && fields.TryGetValue("SignedHeaders", out var signedHeaders)
            && fields.TryGetValue("Signature", out var signature)
                ? new AuthorizationHeader(credential, signedHeaders, signature)
                : null;
    }
}
