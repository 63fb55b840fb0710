using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Posting;

/// <summary>
/// Signs HTML form uploads to one bucket with one set of credentials. Immutable and safe to share between threads; it reads
/// no clock and does no I/O.
/// </summary>
public sealed class PostPolicySigner
{
    private readonly SigningIdentity _identity;
    private readonly BucketEndpoint _endpoint;

    /// <summary>Creates a signer.</summary>
    /// <param name="endpoint">The bucket's address as browsers reach it. Every policy is bound to this bucket.</param>
    /// <param name="credentials">Sign on behalf of this key; it must be allowed to put objects.</param>
    /// <param name="region">The store's region.</param>
    /// <param name="service">The service in the credential scope; <c>s3</c> for every S3 store.</param>
    /// <exception cref="ArgumentException">Region or service is empty or holds characters that do not belong there.</exception>
    public PostPolicySigner(BucketEndpoint endpoint, SigV4Credentials credentials, string region, string service = "s3")
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _identity = new SigningIdentity(credentials, region, service);
        _endpoint = endpoint;
    }

    /// <summary>Signs a form.</summary>
    /// <param name="policy">What the form allows.</param>
    /// <param name="signedAt">The moment of signing; fractions of a second are cut off.</param>
    /// <returns>The form's address and fields.</returns>
    public SignedPost Sign(PostPolicy policy, DateTimeOffset signedAt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var moment = _identity.At(signedAt);
        var expiration = moment.Second + policy.ExpiresIn;
        var auth = AuthFields(moment);

        // Every field of the form needs a condition, or the store refuses the form: "Extra input fields".
        var document = PostPolicyJson.ToBase64(
            expiration,
            [PostCondition.Exactly(PostFields.Bucket, _endpoint.Bucket), policy.KeyCondition, .. policy.FieldConditions(), .. policy.Conditions,
                .. auth.Select(f => PostCondition.Exactly(f.Name, f.Value))]);

        return new SignedPost(
            _endpoint.Url,
            [new NameValue(PostFields.Key, policy.Key), .. policy.Fields, new NameValue(PostFields.Policy, document), .. auth,
                new NameValue(PostFields.Signature, SignatureOf(moment.Key, document))],
            new DateTimeOffset(expiration));
    }

    /// <summary>Step: signature of a policy. The Base64 text itself is the string to sign.</summary>
    internal static string SignatureOf(SigningKey key, string policyBase64)
    {
        Span<byte> signature = stackalloc byte[Signature.HexSize];
        Signature.Write(key, Encoding.UTF8.GetBytes(policyBase64), signature);
        return Encoding.ASCII.GetString(signature);
    }

    private List<NameValue> AuthFields(SigningMoment moment)
    {
        List<NameValue> fields =
        [
            new(PostFields.Algorithm, AuthParameters.AlgorithmValue),
            new(PostFields.Credential, moment.Credential),
            new(PostFields.Date, moment.DateText),
        ];
        if (_identity.Credentials.SessionToken is { } token)
            fields.Add(new NameValue(PostFields.SecurityToken, token));
        return fields;
    }
}
