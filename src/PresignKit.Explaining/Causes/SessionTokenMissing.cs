using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>Temporary credentials signed, and their session token is not in the URL.</summary>
/// <remarks>IAM User Guide, "Using temporary credentials with AWS resources": their access keys begin with ASIA.</remarks>
internal sealed class SessionTokenMissing : ICause
{
    private const string Remedy = "Sign with the whole of the temporary credentials: access key, secret and session token. The token is a parameter of the URL (X-Amz-Security-Token), or a field of the form, and is signed.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var credential = request.Presign.CredentialText ?? request.Form?.CredentialText;
        if (credential is null || request.Presign.Token is not null || request.Form?.Token is not null)
        {
            return [];
        }

        if (request.IssuedPresign?.Token is not null)
        {
            return [Finding.Proven(
                RefusalCodes.SessionTokenMissing,
                "The URL was issued with a session token (X-Amz-Security-Token), and is without it now.",
                "Send the URL as it was issued.")];
        }

        const string Message = "The URL carries no session token (X-Amz-Security-Token), and its access key belongs to temporary credentials.";
        if (request.SessionToken is { } token)
        {
            return request.Sent is { } sent && request.Fits(sent.WithParameter(AuthParameters.SecurityTokenName, token))
                ? [Finding.Proven(RefusalCodes.SessionTokenMissing, "The URL was signed with a session token, and lost it since.", "Send the URL as it was issued.")]
                : [Finding.Proven(RefusalCodes.SessionTokenMissing, Message, Remedy)];
        }

        if (!credential.StartsWith("ASIA", StringComparison.Ordinal))
        {
            return [];
        }

        return [request.Error.Code is "InvalidAccessKeyId" or "InvalidToken"
            ? Finding.Proven(RefusalCodes.SessionTokenMissing, Message, Remedy)
            : Finding.Likely(RefusalCodes.SessionTokenMissing, Message, Remedy)];
    }
}
