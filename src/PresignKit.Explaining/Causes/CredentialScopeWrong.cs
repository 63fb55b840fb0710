using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The credential scope is of another service, or of another day than the date.</summary>
internal sealed class CredentialScopeWrong : ICause
{
    private static readonly string[] Known = ["s3", "s3express", "s3-outposts", "s3-object-lambda"];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Presign.Credential is not { } credential)
        {
            yield break;
        }

        if (!Known.Contains(credential.Service))
        {
            yield return Finding.Proven(
                RefusalCodes.ServiceWrong,
                $"The URL is signed for the service {DisplayText.Value(credential.Service)}, and S3 stores are 's3'.",
                "Sign with the service 's3'. It is part of the signature: issue a new URL.");
        }

        if (request.Presign.DateText is { } date && !date.StartsWith(credential.Day, StringComparison.Ordinal))
        {
            yield return Finding.Proven(
                RefusalCodes.ScopeDateWrong,
                $"The day in X-Amz-Credential, {DisplayText.Value(credential.Day)}, is not that of X-Amz-Date, {DisplayText.Value(date)}.",
                "Send the URL as it was issued. In a signer of your own: take both from one instant, in UTC.");
        }
    }
}
