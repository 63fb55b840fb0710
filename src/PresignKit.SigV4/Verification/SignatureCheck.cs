using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>
/// Step: the decision. The code that signs recreates the canonical request from what was received, and the signatures are compared.
/// </summary>
internal static class SignatureCheck
{
    internal static SigV4Verification Verify(VerificationContext context, WireRequest request, ReceivedSignature received)
    {
        // A method is a token (RFC 9110, 9.1). A request line with anything else is not a valid request and cannot have been signed.
        if (!HeaderText.IsName(request.Method))
        {
            return Outcome(received, SigV4Failure.SignatureMismatch);
        }

        var credentials = context.Find(received.Credential.AccessKeyId);
        if (credentials is null)
        {
            return Outcome(received, SigV4Failure.UnknownAccessKey);
        }

        if (!ConstantTime.AreEqual(received.SessionToken, credentials.SessionToken))
        {
            return Outcome(received, SigV4Failure.TokenMismatch);
        }

        // A missing signed header also decides the result, but the canonical request tells the sender which one, as in S3's response.
        var failure = ReceivedHeaders.Check(request, received.SignedHeaders);
        if (failure is not (SigV4Failure.None or SigV4Failure.MissingSignedHeader))
        {
            return Outcome(received, failure);
        }

        var key = context.KeyFor(credentials, received.Credential.Day);
        var buffer = Utf8Buffer.Rent();
        try
        {
            CanonicalRequest.Append(
                buffer, request.Method, request.Path!, received.SignedQuery, received.SignedHeaders, [.. request.Headers], received.PayloadHash);
            var head = Encoding.ASCII.GetBytes(StringToSign.Head(received.DateText, received.Credential.Scope));
            Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
            stringToSign = stringToSign[..StringToSign.Write(head, buffer.Written, stringToSign)];
            Span<byte> signature = stackalloc byte[Signature.HexSize];
            Signature.Write(key, stringToSign, signature);

            var isSame = failure == SigV4Failure.None && ConstantTime.AreEqual(received.Signature, signature);
            return new SigV4Verification(isSame ? SigV4Failure.None : failure == SigV4Failure.None ? SigV4Failure.SignatureMismatch : failure)
            {
                AccessKeyId = received.Credential.AccessKeyId,
                SignedHeaders = received.SignedHeaders,
                SignedAt = received.SignedAt,
                ExpiresAt = received.ExpiresAt,
                PayloadMode = received.PayloadMode,
                PayloadHash = received.PayloadHash,
                CanonicalRequest = buffer.ToString(),
                StringToSign = Encoding.ASCII.GetString(stringToSign),
                ChunkSeed = isSame ? new ChunkSeed(key, received.DateText, received.Credential.Scope, received.Signature) : null,
            };
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    internal static SigV4Verification Outcome(ReceivedSignature received, SigV4Failure failure) => new(failure)
    {
        AccessKeyId = received.Credential.AccessKeyId,
        SignedHeaders = received.SignedHeaders,
        SignedAt = received.SignedAt,
        ExpiresAt = received.ExpiresAt,
        PayloadMode = received.PayloadMode,
        PayloadHash = received.PayloadHash,
    };
}
