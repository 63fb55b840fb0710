using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Verification;

/// <summary>
/// Step: reading <c>AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...</c>. The three in any order, each once;
/// the space after a comma is optional, since some clients leave it out.
/// </summary>
internal sealed record AuthorizationHeader(string Credential, string SignedHeaders, string Signature)
{
    internal static AuthorizationHeader? TryParse(string value)
    {
        string? credential = null, signedHeaders = null, signature = null;
        foreach (var part in value[AuthParameters.AlgorithmValue.Length..].Split(','))
        {
            var pair = part.Trim(' ');
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                return null;

            var text = pair[(equals + 1)..];
            var isNew = pair[..equals] switch
            {
                "Credential" => credential is null & (credential = text) is not null,
                "SignedHeaders" => signedHeaders is null & (signedHeaders = text) is not null,
                "Signature" => signature is null & (signature = text) is not null,
                _ => false,
            };
            if (!isNew)
                return null;
        }

        return credential is null || signedHeaders is null || signature is null
            ? null
            : new AuthorizationHeader(credential, signedHeaders, signature);
    }

    public override string ToString() => Credential;
}
