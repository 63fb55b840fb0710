using PresignKit.S3.Explaining.Reading;
using PresignKit.SigV4;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Verification;

namespace PresignKit.S3.Explaining.Causes;

/// <summary>The signature does not fit the form's policy. Nothing else of a form is signed: conditions say the rest.</summary>
internal sealed class FormPolicy : ICause
{
    private const string Remedy = "Send the fields policy, x-amz-credential, x-amz-date and x-amz-signature exactly as they were issued: the policy is Base64 on one line, and no encoder may touch it.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Form is not { } form)
        {
            return request.Error.Code == "InvalidPolicyDocument"
                ? [Finding.Proven(RefusalCodes.FormPolicyAltered, "The store cannot read the form's policy.", Remedy)]
                : [];
        }

        if (request.Error.Code == "InvalidPolicyDocument" || (form.PolicyText is not null && form.Policy is null))
        {
            return [Finding.Proven(
                RefusalCodes.FormPolicyAltered,
                "The form's policy cannot be read: it is not the Base64 of a policy document any more.",
                Remedy)];
        }
        // Ceph answers a wrong signature of a form as it answers everything else: AccessDenied, without a word.
        var isWordless = request.Error.Code == "AccessDenied" && request.Error.Message.Length == 0;
        if (!request.IsSignatureMismatch && !isWordless)
        {
            return [];
        }

        if (Fits(request, form) is not { } fits)
        {
            return [Finding.Possible(
                RefusalCodes.FormPolicyAltered,
                "The signature does not fit the form's policy: one of the two was changed, or another secret signed.",
                Remedy)];
        }

        if (fits && isWordless)
        {
            return [];
        }

        return [fits
            ? Finding.Likely(
                RefusalCodes.SecretDiffers,
                "The signature fits the form's policy and the credentials given: the store has another secret for this access key.",
                "Compare the secret that the backend signs with to the store's, and open a new slot.")
            : Finding.Proven(RefusalCodes.FormPolicyAltered, "The signature does not fit the form's policy with the credentials given: the policy, the signature or the credential was changed, or another secret signed.", Remedy)];
    }

    // Null where it is not known.
    private static bool? Fits(RefusedRequest request, SentForm form)
    {
        if (request.Credentials is not { } credentials || form.Signature is not { } signature || form.PolicyText is not { } policy
            || form.CredentialText is not { } text || !ReceivedCredential.TryParse(text, out var credential) || credential.AccessKeyId != credentials
                .AccessKeyId)
        {
            return null;
        }

        var key = SigningKey.Derive(credentials, credential.Day, credential.Region, credential.Service);
        return ConstantTime.AreEqual(signature, PostPolicySigner.SignatureOf(key, policy));
    }
}
