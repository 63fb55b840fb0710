using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>There is a session token, and it is not the one that belongs to the access key.</summary>
internal sealed class SessionTokenAltered : ICause
{
    private const string Remedy
        = "Send the token exactly as it was issued, percent-encoded as in the URL; sign with an access key, a secret and a token that were issued together.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var token = request.Presign.Token ?? request.Form?.Token;
        if (token is null)
        {
            return [];
        }

        if (request.IssuedPresign is { Token: { } issued } && issued != token)
        {
            return [Finding.Proven(RefusalCodes.SessionTokenAltered, "The session token in the URL is not the one that was issued with it.", Remedy)];
        }

        if (token.Contains(' ', StringComparison.Ordinal))
        {
            return [Finding.Proven(
                RefusalCodes.SessionTokenAltered,
                "The session token stands in the URL with its plus signs bare, so that they are read as spaces.",
                "Encode the token as every other parameter: + as %2B, / as %2F, = as %3D.")];
        }

        if (request.Credentials is not null && request.SessionToken != token)
        {
            return [Finding.Proven(
                RefusalCodes.SessionTokenAltered,
                request.SessionToken is null
                    ? "The URL carries a session token, and the credentials have none."
                    : "The session token in the URL is not the one of the credentials.",
                Remedy)];
        }

        return request.Error.Code is "InvalidToken"
            ? [Finding.Proven(
                RefusalCodes.SessionTokenAltered,
                "The store does not take the session token: it is damaged, was withdrawn, or does not belong to the access key.",
                Remedy)]
            : [];
    }
}
