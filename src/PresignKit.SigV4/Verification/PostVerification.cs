using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Posting;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: parsing and verifying the signature of a POST form.</summary>
internal static class PostVerification
{
    internal static SigV4Verification Verify(VerificationContext context, IReadOnlyList<NameValue> formFields, DateTimeOffset now)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in formFields)
        {
            if (field.Name is null || field.Value is null || !fields.TryAdd(field.Name, field.Value))
            {
                return Refuse(SigV4Failure.MalformedQuery);
            }
        }

        var algorithm = fields.GetValueOrDefault(PostFields.Algorithm);
        if (algorithm is null)
        {
            return Refuse(fields.ContainsKey("AWSAccessKeyId") ? SigV4Failure.UnsupportedAlgorithm : SigV4Failure.MissingAuthentication);
        }

        if (algorithm != AuthParameters.AlgorithmValue)
        {
            return Refuse(SigV4Failure.UnsupportedAlgorithm);
        }

        if (!fields.TryGetValue(PostFields.Policy, out var policy)
            || !fields.TryGetValue(PostFields.Credential, out var credentialText)
            || !fields.TryGetValue(PostFields.Date, out var dateText)
            || !fields.TryGetValue(PostFields.Signature, out var signature)
            || !ReceivedCredential.TryParse(credentialText, out var credential)
            || !AmzDate.TryParse(dateText, out var signedAt))
        {
            return Refuse(SigV4Failure.MalformedQuery);
        }

        if (!credential.IsFor(context, dateText))
        {
            return Refuse(SigV4Failure.WrongScope);
        }

        if (!PostPolicyDocument.TryParse(policy, out var document))
        {
            return Refuse(SigV4Failure.InvalidPolicyDocument);
        }

        if (signedAt - now > context.MaxClockSkew)
        {
            return Refuse(SigV4Failure.NotYetValid);
        }

        if (now >= document.Expiration)
        {
            return Refuse(SigV4Failure.Expired);
        }

        if (context.Find(credential.AccessKeyId) is not { } credentials)
        {
            return Refuse(SigV4Failure.UnknownAccessKey);
        }

        if (!ConstantTime.AreEqual(fields.GetValueOrDefault(PostFields.SecurityToken), credentials.SessionToken))
        {
            return Refuse(SigV4Failure.TokenMismatch);
        }

        var expected = PostPolicySigner.SignatureOf(context.KeyFor(credentials, credential.Day), policy);
        return new SigV4Verification(ConstantTime.AreEqual(signature, expected) ? SigV4Failure.None : SigV4Failure.SignatureMismatch)
        {
            AccessKeyId = credential.AccessKeyId,
            SignedAt = signedAt,
            ExpiresAt = document.Expiration,
            StringToSign = policy,
        };
    }

    private static SigV4Verification Refuse(SigV4Failure failure) => new(failure);
}
