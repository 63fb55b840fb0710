using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The credential scope names a service other than S3, or a day other than that of the date.</summary>
internal sealed class CredentialScopeWrong : ICause
{
    private static readonly string[] Known = ["s3", "s3express", "s3-outposts", "s3-object-lambda"];

    private static readonly string[] Errors = ["AuthorizationQueryParametersError", "AuthorizationHeaderMalformed", "InvalidArgument"];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Presign.Credential is not { } credential)
        {
            yield break;
        }

        if (!Known.Contains(credential.Service))
        {
            // Some stores (Ceph) do not check the service.
            yield return new(
                RefusalCodes.ServiceWrong,
                request.Error.Code switch
                {
                    not null when Errors.Contains(request.Error.Code) => RefusalCertainty.Proven,
                    "AccessDenied" => RefusalCertainty.Possible,
                    _ => RefusalCertainty.Likely,
                },
                $"The URL is signed for the service {DisplayText.Value(credential.Service)}, but S3 stores require 's3'.",
                "Sign with the service 's3', and issue a new URL: the service is part of the signature.");
        }

        if (request.Presign.DateText is { } date && !date.StartsWith(credential.Day, StringComparison.Ordinal))
        {
            yield return Finding.Visible(
                request.Error.Code,
                Errors,
                RefusalCodes.ScopeDateWrong,
                $"The day in X-Amz-Credential, {DisplayText.Value(credential.Day)}, does not match X-Amz-Date, {DisplayText.Value(date)}.",
                "Send the URL as it was issued. In your own signer, derive both from the same instant, in UTC.");
        }
    }
}
