using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL was signed with temporary credentials, but lacks their session token.</summary>
/// <remarks>IAM User Guide, "Using temporary credentials with AWS resources": their access keys begin with ASIA.</remarks>
internal sealed class SessionTokenMissing : ICause
{
    private const string Remedy =
        "Sign with all three values of the temporary credentials: access key, secret, and session token. "
        + "The token is a signed parameter of the URL (X-Amz-Security-Token), or a field of the form.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var credential = request.Presign.CredentialText ?? request.Form?.CredentialText;
        if (credential is null || request.HasToken)
        {
            return [];
        }

        if (request.IssuedPresign?.Token is not null)
        {
            return [Finding.Proven(
                RefusalCodes.SessionTokenMissing,
                "The URL was issued with a session token (X-Amz-Security-Token), but sent without it.",
                "Send the URL as it was issued.")];
        }

        const string Message = "The access key belongs to temporary credentials, but the URL contains no session token (X-Amz-Security-Token).";
        var accessKey = request.Presign.Credential?.AccessKeyId ?? credential.Split('/')[0];
        if (request.SessionToken is { } token && request.Credentials!.AccessKeyId == accessKey)
        {
            return request.Sent is { } sent && request.Fits(sent.WithParameter(AuthParameters.SecurityTokenName, token))
                ? [Finding.Proven(
                    RefusalCodes.SessionTokenMissing, "The session token was removed from the URL after signing.", "Send the URL as it was issued.")]
                : [Finding.Proven(RefusalCodes.SessionTokenMissing, Message, Remedy)];
        }

        if (!credential.StartsWith("ASIA", StringComparison.Ordinal))
        {
            return [];
        }

        return [request.Error.Code is "InvalidAccessKeyId" or "InvalidToken"
            ? Finding.Stated(RefusalCodes.SessionTokenMissing, Message, Remedy)
            : Finding.Likely(RefusalCodes.SessionTokenMissing, Message, Remedy)];
    }
}
