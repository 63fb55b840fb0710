using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Causes;

/// <summary>The signature does not match the form's POST policy. Nothing else in a form is signed; the policy's conditions cover the rest.</summary>
internal sealed class FormPolicyAltered : ICause
{
    private const string Remedy =
        "Send the fields policy, x-amz-credential, x-amz-date, and x-amz-signature exactly as they were issued. "
        + "The policy is Base64 on one line and must not be encoded again.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Form is not { } form)
        {
            return request.Error.Code == "InvalidPolicyDocument"
                ? [Finding.Stated(RefusalCodes.FormPolicyAltered, "The store cannot read the form's POST policy.", Remedy)]
                : [];
        }

        if (request.Error.Code == "InvalidPolicyDocument" || (form.PolicyText is not null && form.Policy is null))
        {
            return [new(
                RefusalCodes.FormPolicyAltered,
                form.PolicyText is not null && form.Policy is null ? RefusalCertainty.Proven : RefusalCertainty.Stated,
                "The form's POST policy cannot be read: it is no longer the Base64 form of a policy document.",
                Remedy)];
        }
        // Ceph answers a wrong signature of a form like everything else: AccessDenied, without a message.
        var isWordless = request.Error.Code == "AccessDenied" && request.Error.Message.Length == 0;
        if (!request.IsSignatureMismatch && !isWordless)
        {
            return [];
        }

        if (Fits(request, form) is not { } fits)
        {
            return [Finding.Possible(
                RefusalCodes.FormPolicyAltered,
                "The signature does not match the form's POST policy: one of them was changed, or another secret was used.",
                Remedy)];
        }

        if (fits && isWordless)
        {
            return [];
        }

        return [fits
            ? Finding.Likely(
                RefusalCodes.SecretKeyWrong,
                "The signature matches the form's POST policy and the supplied credentials: the store has a different secret for this access key.",
                "Configure the backend and the store with the same secret, and open a new slot.")
            : Finding.Proven(
                RefusalCodes.FormPolicyAltered,
                "With the supplied credentials, the signature does not match the form's POST policy: the policy, the signature, or the credential was "
                    + "changed, or another secret was used.",
                Remedy)];
    }

    // Null if it is not known.
    private static bool? Fits(RefusedRequest request, SentForm form)
    {
        if (request.Credentials is not { } credentials || form.Signature is not { } signature || form.PolicyText is not { } policy
            || form.CredentialText is not { } text || !ReceivedCredential.TryParse(text, out var credential) || credential.AccessKeyId != credentials
                .AccessKeyId)
        {
            return null;
        }

        return new SigV4Recomputation(credentials).PolicySignatureOf(policy, credential.Day, credential.Region, credential.Service) == signature;
    }
}
