using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>
/// Verifies presigned URLs, Authorization headers, and POST forms as S3 does. Invalid input never throws; it results in a
/// <see cref="SigV4Failure"/>. Safe to share between threads; it does not read a clock and does no I/O.
/// </summary>
public sealed class SigV4Verifier
{
    private readonly VerificationContext _context;

    /// <summary>Creates a verifier for one region and service.</summary>
    /// <param name="findCredentials">
    /// Returns the credentials for an access key ID, or null if there are none. Called only for requests that are otherwise well-formed.
    /// </param>
    /// <param name="region">The region that credential scopes must contain.</param>
    /// <param name="service">The service that credential scopes must contain.</param>
    /// <param name="maxClockSkew">The maximum difference between a date and the current time. Default: 15 minutes, as for S3.</param>
    /// <exception cref="ArgumentException">The region or service is empty or contains invalid characters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The clock skew is negative or more than a day.</exception>
    public SigV4Verifier(Func<string, SigV4Credentials?> findCredentials, string region, string service = "s3", TimeSpan? maxClockSkew = null)
    {
        _context = new VerificationContext(findCredentials, region, service, maxClockSkew ?? TimeSpan.FromMinutes(15));
    }

    /// <summary>Verifies a presigned URL.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The result.</returns>
    public SigV4Verification VerifyPresignedUrl(WireRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PresignedUrlVerification.Verify(_context, request, now);
    }

    /// <summary>Verifies a request that is signed by an Authorization header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The current time.</param>
    /// <returns>
    /// The result. With <see cref="PayloadMode.Sha256"/>, the caller must still hash the body and compare; with a streaming mode, the
    /// body must be read through an <see cref="AwsChunkedStream"/>.
    /// </returns>
    public SigV4Verification VerifyHeaders(WireRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HeaderVerification.Verify(_context, request, now);
    }

    /// <summary>
    /// Verifies the signature of a POST form: credential, scope, dates, and the expiration of the policy. To check whether the form
    /// meets the conditions of the policy, use <see cref="PostPolicyDocument"/>.
    /// </summary>
    /// <param name="formFields">All fields of the form before <c>file</c>.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The result.</returns>
    public SigV4Verification VerifyPost(IReadOnlyList<NameValue> formFields, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(formFields);
        return PostVerification.Verify(_context, formFields, now);
    }
}
