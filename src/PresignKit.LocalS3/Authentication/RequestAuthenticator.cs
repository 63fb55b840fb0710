using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Authentication;

/// <summary>Verifies who sent a request. There is no anonymous access.</summary>
internal sealed class RequestAuthenticator
{
    private readonly SigV4Verifier _verifier;
    private readonly string _region;
    private readonly TimeProvider _time;

    public RequestAuthenticator(LocalS3Options options, TimeProvider time)
    {
        var credentials = new SigV4Credentials(options.AccessKeyId, options.SecretAccessKey);
        _verifier = new SigV4Verifier(id => id == credentials.AccessKeyId ? credentials : null, options.Region);
        _region = options.Region;
        _time = time;
    }

    /// <summary>Verifies an Authorization header or a presigned URL.</summary>
    public SigV4Verification Verify(S3Request request)
    {
        var now = _time.GetUtcNow();
        var header = request.Context.Request.Headers.Authorization.Count > 0;
        var verification = header ? _verifier.VerifyHeaders(request.Wire, now) : _verifier.VerifyPresignedUrl(request.Wire, now);
        return Verified(verification, header ? AuthenticationPlace.Header : AuthenticationPlace.Query, request, now);
    }

    /// <summary>Verifies the signature and the expiry of a form's policy.</summary>
    public SigV4Verification VerifyForm(S3Request request, IReadOnlyList<NameValue> fields)
    {
        var now = _time.GetUtcNow();
        return Verified(_verifier.VerifyPost(fields, now), AuthenticationPlace.Form, request, now);
    }

    private SigV4Verification Verified(SigV4Verification verification, AuthenticationPlace place, S3Request request, DateTimeOffset now) =>
        verification.IsVerified ? verification : throw new S3Exception(AuthenticationError.From(verification, place, request, _region, now));
}
