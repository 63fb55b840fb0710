using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4;

/// <summary>
/// Verifies what S3 verifies: presigned URLs, Authorization headers and POST forms. Bad input never throws: it is a
/// <see cref="SigV4Failure"/>. Safe to share between threads; it reads no clock and does no I/O.
/// </summary>
public sealed class SigV4Verifier
{
    private readonly VerificationContext _context;

    /// <summary>Creates a verifier for one region and service.</summary>
    /// <param name="findCredentials">Finds the credentials of an access key id; null if there are none. Called only for otherwise well-formed requests.</param>
    /// <param name="region">The region that credential scopes must name.</param>
    /// <param name="service">The service that credential scopes must name.</param>
    /// <param name="maxClockSkew">How far a date may lie from the clock: by default 15 minutes, as with S3.</param>
    /// <exception cref="ArgumentException">Region or service is empty or holds characters that do not belong there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The clock skew is negative or over a day.</exception>
    public SigV4Verifier(Func<string, SigV4Credentials?> findCredentials, string region, string service = "s3", TimeSpan? maxClockSkew = null)
    {
        _context = new VerificationContext(findCredentials, region, service, maxClockSkew ?? TimeSpan.FromMinutes(15));
    }

    /// <summary>Verifies a presigned URL as received.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The present.</param>
    /// <returns>The outcome.</returns>
    public SigV4Verification VerifyPresignedUrl(WireRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PresignedUrlVerification.Verify(_context, request, now);
    }

    /// <summary>Verifies a request that is signed by an Authorization header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The present.</param>
    /// <returns>
    /// The outcome. With <see cref="PayloadMode.Sha256"/> the body must still be hashed and compared; with a streaming mode it must be
    /// read through <see cref="AwsChunkedStream"/>.
    /// </returns>
    public SigV4Verification VerifyHeaders(WireRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HeaderVerification.Verify(_context, request, now);
    }

    /// <summary>
    /// Verifies the signature of a POST form: credential, scope, dates and the policy's expiration. Whether the form meets the
    /// policy's conditions is <see cref="PostPolicyDocument"/>'s question.
    /// </summary>
    /// <param name="formFields">The form's fields, all that precede <c>file</c>.</param>
    /// <param name="now">The present.</param>
    /// <returns>The outcome.</returns>
    public SigV4Verification VerifyPost(IReadOnlyList<NameValue> formFields, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(formFields);
        return PostVerification.Verify(_context, formFields, now);
    }
}
