using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: parsing and verifying an Authorization header.</summary>
internal static class HeaderVerification
{
    internal static SigV4Verification Verify(VerificationContext context, WireRequest request, DateTimeOffset now) =>
        VerificationSteps.Run(context, request, now, Read, CheckTime);

    private static SigV4Failure CheckTime(VerificationContext context, ReceivedSignature received, DateTimeOffset now) =>
        (received.SignedAt - now).Duration() > context.MaxClockSkew ? SigV4Failure.RequestTimeTooSkewed : SigV4Failure.None;

    private static (SigV4Failure, ReceivedSignature?) Read(WireRequest request)
    {
        var authorizations = request.ValuesOf("authorization").Take(2).ToList();
        if (authorizations.Count == 0)
        {
            return (SigV4Failure.MissingAuthentication, null);
        }

        if (request.Query.Any(p => AuthParameters.Match(p.Name) is not null || p.Name is "AWSAccessKeyId"))
        {
            return (SigV4Failure.MultipleAuthentication, null);
        }

        if (authorizations.Count > 1 || authorizations[0] is null)
        {
            return (SigV4Failure.MalformedAuthorization, null);
        }

        if (!authorizations[0].StartsWith(AuthParameters.AlgorithmValue + " ", StringComparison.Ordinal))
        {
            return (SigV4Failure.UnsupportedAlgorithm, null);
        }

        if (AuthorizationHeader.TryParse(authorizations[0]) is not { } authorization
            || !ReceivedCredential.TryParse(authorization.Credential, out var credential)
            || authorization.SignedHeaders.Split(';') is var signedHeaders && !SignedHeaderNames.IsCanonical(signedHeaders)
            || !TryReadOnce(request, "x-amz-date", out var dateText)
            || !AmzDate.TryParse(dateText!, out var signedAt)
            || !TryReadOnce(request, "x-amz-content-sha256", out var payloadHash)
            || !TryReadAtMostOnce(request, "x-amz-security-token", out var sessionToken))
        {
            return (SigV4Failure.MalformedAuthorization, null);
        }

        if (!ReceivedPayloadHash.TryRead(payloadHash!, out var mode))
        {
            return (SigV4Failure.InvalidPayloadHash, null);
        }

        return (SigV4Failure.None, new ReceivedSignature
        {
            Credential = credential,
            DateText = dateText!,
            SignedAt = signedAt,
            SignedHeaders = signedHeaders,
            PayloadHash = payloadHash!,
            PayloadMode = mode,
            SessionToken = sessionToken,
            Signature = authorization.Signature,
            SignedQuery = [.. request.Query],
        });
    }

    private static bool TryReadOnce(WireRequest request, string name, out string? value) =>
        TryReadAtMostOnce(request, name, out value) && value is not null;

    private static bool TryReadAtMostOnce(WireRequest request, string name, out string? value)
    {
        var values = request.ValuesOf(name).Take(2).ToList();
        value = values.Count == 1 ? values[0]?.Trim(' ', '\t') : null;
        return values.Count <= 1;
    }
}
