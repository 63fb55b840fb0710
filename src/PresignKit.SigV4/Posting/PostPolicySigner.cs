using System.Runtime.CompilerServices;
using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Posting;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4;

/// <summary>
/// Signs HTML form uploads to one bucket with one set of credentials. Immutable and safe to share between threads; it does not read
/// a clock and does no I/O.
/// </summary>
public sealed class PostPolicySigner
{
    private readonly SigningIdentity _identity;
    private readonly BucketEndpoint _endpoint;

    /// <summary>Creates a signer.</summary>
    /// <param name="endpoint">The bucket's public endpoint, as browsers reach it. Every policy is bound to this bucket.</param>
    /// <param name="credentials">The credentials to sign with; they must be allowed to put objects.</param>
    /// <param name="region">The store's region.</param>
    /// <param name="service">The service in the credential scope; <c>s3</c> for every S3 store.</param>
    /// <exception cref="ArgumentException">The region or service is empty or contains invalid characters.</exception>
    public PostPolicySigner(BucketEndpoint endpoint, SigV4Credentials credentials, string region, string service = "s3")
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _identity = new SigningIdentity(credentials, region, service);
        _endpoint = endpoint;
    }

    /// <summary>Signs a form.</summary>
    /// <param name="policy">What the form allows.</param>
    /// <param name="signedAt">The time of signing; fractions of a second are truncated.</param>
    /// <returns>The address and the fields of the form.</returns>
    public SignedPost Sign(PostPolicy policy, DateTimeOffset signedAt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var moment = _identity.At(signedAt);
        var expiration = moment.Second + policy.Lifetime;
        var document = DocumentOf(policy, moment, expiration);
        return new SignedPost(_endpoint.Url, FieldsOf(policy, moment, document), new DateTimeOffset(expiration));
    }

    /// <summary>Step: signature of a policy. The Base64 text itself is the string to sign.</summary>
    [SkipLocalsInit]
    internal static string SignatureOf(SigningKey key, string policyBase64)
    {
        var buffer = Utf8Buffer.Rent();
        buffer.AppendUtf8(policyBase64);
        Span<byte> signature = stackalloc byte[Signature.HexSize];
        Signature.Write(key, buffer.Written, signature);
        Utf8Buffer.Return(buffer);
        return Encoding.ASCII.GetString(signature);
    }

    // Every field of the form needs a condition; otherwise, the store refuses the form: "Extra input fields".
    private string DocumentOf(PostPolicy policy, SigningMoment moment, DateTime expiration)
    {
        var document = PostPolicyJson.Begin(expiration);
        document.AddExact(PostFields.Bucket, _endpoint.Bucket);
        document.Add(policy.KeyCondition);
        foreach (var field in policy.FieldsAsGiven)
        {
            if (!policy.HasConditionFor(field.Name))
            {
                document.AddExact(field.Name, field.Value);
            }
        }

        foreach (var condition in policy.ConditionsAsGiven)
        {
            document.Add(condition);
        }

        document.AddExact(PostFields.Algorithm, AuthParameters.AlgorithmValue);
        document.AddExact(PostFields.Credential, moment.Credential);
        document.AddExact(PostFields.Date, moment.DateText);
        if (_identity.Credentials.SessionToken is { } token)
        {
            document.AddExact(PostFields.SecurityToken, token);
        }

        return document.ToBase64();
    }

    private NameValue[] FieldsOf(PostPolicy policy, SigningMoment moment, string document)
    {
        var token = _identity.Credentials.SessionToken;
        var given = policy.FieldsAsGiven;
        var fields = new NameValue[given.Length + (token is null ? 6 : 7)];
        fields[0] = new(PostFields.Key, policy.Key);
        given.CopyTo(fields.AsSpan(1));
        var next = given.Length + 1;
        fields[next++] = new(PostFields.Policy, document);
        fields[next++] = new(PostFields.Algorithm, AuthParameters.AlgorithmValue);
        fields[next++] = new(PostFields.Credential, moment.Credential);
        fields[next++] = new(PostFields.Date, moment.DateText);
        if (token is not null)
        {
            fields[next++] = new(PostFields.SecurityToken, token);
        }

        fields[next] = new(PostFields.Signature, SignatureOf(moment.Key, document));
        return fields;
    }
}
