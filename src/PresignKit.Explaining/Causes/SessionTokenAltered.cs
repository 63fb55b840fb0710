using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The session token is not the one that belongs to the access key.</summary>
internal sealed class SessionTokenAltered : ICause
{
    private const string Remedy
        = "Send the token exactly as it was issued, percent-encoded as in the URL. Sign with an access key, a secret, and a token that were issued together.";

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
                "The plus signs of the session token are not encoded in the URL, so they are read as spaces.",
                "Encode the token like every other parameter: + as %2B, / as %2F, = as %3D.")];
        }

        if (request.Credentials is { } credentials && credentials.AccessKeyId == AccessKey(request) && request.SessionToken != token)
        {
            return [Finding.Proven(
                RefusalCodes.SessionTokenAltered,
                request.SessionToken is null
                    ? "The URL contains a session token, but the supplied credentials have none."
                    : "The session token in the URL is not that of the supplied credentials.",
                Remedy)];
        }

        return request.Error.Code is "InvalidToken"
            ? [Finding.Stated(
                RefusalCodes.SessionTokenAltered,
                "The store rejects the session token: it is damaged, was revoked, or does not belong to the access key.",
                Remedy)]
            : [];
    }

    private static string? AccessKey(RefusedRequest request) =>
        request.Presign.Credential?.AccessKeyId ?? request.Form?.CredentialText?.Split('/')[0];
}
