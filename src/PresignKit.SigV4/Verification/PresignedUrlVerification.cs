using System.Globalization;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: parsing and verifying the signature of a presigned URL, in the same order as S3.</summary>
internal static class PresignedUrlVerification
{
    internal static SigV4Verification Verify(VerificationContext context, WireRequest request, DateTimeOffset now) =>
        VerificationSteps.Run(context, request, now, Read, CheckTime);

    private static SigV4Failure CheckTime(VerificationContext context, ReceivedSignature received, DateTimeOffset now)
    {
        if (received.SignedAt - now > context.MaxClockSkew)
        {
            return SigV4Failure.NotYetValid;
        }

        return now >= received.ExpiresAt ? SigV4Failure.Expired : SigV4Failure.None;
    }

    private static (SigV4Failure, ReceivedSignature?) Read(WireRequest request)
    {
        var auth = new Dictionary<string, string>(7);
        var signedQuery = new List<NameValue>(request.Query.Count);
        foreach (var parameter in request.Query)
        {
            // S3 accepts one spelling. Another one would be recognized by one program and ignored by the next.
            var name = AuthParameters.Match(parameter.Name);
            if (name is not null && (name != parameter.Name || !auth.TryAdd(name, parameter.Value)))
            {
                return (SigV4Failure.MalformedQuery, null);
            }

            if (name != AuthParameters.SignatureName)
            {
                signedQuery.Add(parameter);
            }
        }

        if (request.ValuesOf("authorization").Any())
        {
            return (SigV4Failure.MultipleAuthentication, null);
        }

        if (auth.Count == 0)
        {
            return (IsSignatureVersion2(request) ? SigV4Failure.UnsupportedAlgorithm : SigV4Failure.MissingAuthentication, null);
        }

        if (auth.GetValueOrDefault(AuthParameters.AlgorithmName, AuthParameters.AlgorithmValue) != AuthParameters.AlgorithmValue)
        {
            return (SigV4Failure.UnsupportedAlgorithm, null);
        }

        if (!auth.ContainsKey(AuthParameters.AlgorithmName)
            || !auth.TryGetValue(AuthParameters.CredentialName, out var credentialText)
            || !auth.TryGetValue(AuthParameters.DateName, out var dateText)
            || !auth.TryGetValue(AuthParameters.ExpiresName, out var expiresText)
            || !auth.TryGetValue(AuthParameters.SignedHeadersName, out var signedHeadersText)
            || !auth.TryGetValue(AuthParameters.SignatureName, out var signature)
            || !ReceivedCredential.TryParse(credentialText, out var credential)
            || !AmzDate.TryParse(dateText, out var signedAt)
            || signedHeadersText.Split(';') is var signedHeaders && !SignedHeaderNames.IsCanonical(signedHeaders))
        {
            return (SigV4Failure.MalformedQuery, null);
        }

        if (!int.TryParse(expiresText, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 604_800)
        {
            return (SigV4Failure.InvalidExpiry, null);
        }

        if (ReadPayloadHash(request) is not { } payloadHash || !ReceivedPayloadHash.TryRead(payloadHash, out var mode))
        {
            return (SigV4Failure.InvalidPayloadHash, null);
        }

        return (SigV4Failure.None, new ReceivedSignature
        {
            Credential = credential,
            DateText = dateText,
            SignedAt = signedAt,
            ExpiresAt = ExpiresAt(signedAt, seconds),
            SignedHeaders = signedHeaders,
            PayloadHash = payloadHash,
            PayloadMode = mode,
            SessionToken = auth.GetValueOrDefault(AuthParameters.SecurityTokenName),
            Signature = signature,
            SignedQuery = [.. signedQuery],
        });
    }

    /// <summary>
    /// Reads the payload hash, either from a parameter (as the JavaScript SDK sends it) or from a header. By default, a presigned URL does
    /// not sign the body. Null if there are two different values.
    /// </summary>
    private static string? ReadPayloadHash(WireRequest request)
    {
        var values = request.Query.Where(p => string.Equals(p.Name, "x-amz-content-sha256", StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Value)
            .Concat(request.ValuesOf("x-amz-content-sha256"))
            .Distinct()
            .ToList();
        return values.Count switch
        {
            0 => PayloadHash.Unsigned,
            1 => values[0],
            _ => null,
        };
    }

    private static bool IsSignatureVersion2(WireRequest request) => request.Query.Any(p => p.Name is "AWSAccessKeyId" or "Signature");

    // Seven days after the last days of the year 9999 cannot be represented.
    private static DateTimeOffset ExpiresAt(DateTimeOffset signedAt, int seconds) =>
        DateTimeOffset.MaxValue - signedAt < TimeSpan.FromSeconds(seconds) ? DateTimeOffset.MaxValue : signedAt.AddSeconds(seconds);
}
