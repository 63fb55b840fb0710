namespace PresignKit.SigV4.Verification;

/// <summary>The steps in which a presigned URL and an Authorization header are verified: read, check scope, host and time, compare signatures.</summary>
internal static class VerificationSteps
{
    /// <summary>Reads the parts of a signature from a request. Returns either the parts or the failure.</summary>
    internal delegate (SigV4Failure Failure, ReceivedSignature? Received) Reader(WireRequest request);

    /// <summary>Checks when a signature is valid.</summary>
    internal delegate SigV4Failure TimeCheck(VerificationContext context, ReceivedSignature received, DateTimeOffset now);

    internal static SigV4Verification Run(VerificationContext context, WireRequest request, DateTimeOffset now, Reader read, TimeCheck checkTime)
    {
        if (request.Path is null)
        {
            return new SigV4Verification(SigV4Failure.MalformedTarget);
        }

        var (failure, received) = read(request);
        if (received is null)
        {
            return new SigV4Verification(failure);
        }

        failure = CheckScope(context, received);
        if (failure == SigV4Failure.None)
        {
            failure = checkTime(context, received, now);
        }

        return failure == SigV4Failure.None
            ? SignatureCheck.Verify(context, request, received)
            : SignatureCheck.Outcome(received, failure);
    }

    private static SigV4Failure CheckScope(VerificationContext context, ReceivedSignature received)
    {
        if (!received.Credential.IsFor(context, received.DateText))
        {
            return SigV4Failure.WrongScope;
        }

        return Array.IndexOf(received.SignedHeaders, "host") < 0 ? SigV4Failure.MissingHost : SigV4Failure.None;
    }
}
