using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>An x-amz-* header was sent that is not signed. Stores must not let it take effect.</summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters": x-amz-* headers must be signed.</remarks>
internal sealed class AmzHeaderUnsigned : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var said = request.Error.Field("HeadersNotSigned")?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var isSaid = said.Length > 0 || request.Error.Says("headers present in the request which were not signed");
        var sent = request.Headers
            .Select(header => header.Name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !request.IsSigned(name));
        var names = said.Length > 0 ? said : [.. sent.Distinct()];
        if (request.Form is not null || (!isSaid && (names.Length == 0 || !request.MayBeSignature)))
        {
            yield break;
        }

        foreach (var name in names.DefaultIfEmpty("x-amz-*").Take(Limits.MostFindings))
        {
            var (code, remedy) = Explain(name);
            var message = $"The header {name} was sent, but it is not signed (signed: {string.Join(", ", request.Presign.SignedHeaders)}). "
                + "Stores that enforce the signature refuse it.";
            if (isSaid)
            {
                yield return Finding.Stated(code, message, remedy);
            }
            else if (code == RefusalCodes.PayloadHashHeader && request.Sent is { } described
                && request.Fits(described with { PayloadHash = "UNSIGNED-PAYLOAD" }))
            {
                yield return Finding.Proven(
                    code,
                    "The URL leaves the body unsigned (UNSIGNED-PAYLOAD), but x-amz-content-sha256 was sent: the store computed the signature with that value.",
                    remedy);
            }
            else if (code == RefusalCodes.AmzHeaderUnsigned && request.Error.Code == "SignatureDoesNotMatch")
            {
                yield return Finding.Possible(code, message, remedy);
            }
            else
            {
                yield return Finding.Likely(code, message, remedy);
            }
        }
    }

    private static (string Code, string Remedy) Explain(string name) => name switch
    {
        "x-amz-content-sha256" => (RefusalCodes.PayloadHashHeader, "Do not send x-amz-content-sha256 with a presigned URL, or sign it as a header."),
        "x-amz-sdk-checksum-algorithm" or "x-amz-trailer" or "x-amz-decoded-content-length" => (RefusalCodes.SdkChecksum, SdkChecksum.Remedy),
        _ when name.StartsWith("x-amz-checksum-", StringComparison.Ordinal) => (RefusalCodes.SdkChecksum, SdkChecksum.Remedy),
        _ => (
            RefusalCodes.AmzHeaderUnsigned,
            $"Do not send {name}; or issue the URL with it, so that it is signed (the upload policy defines ACL, tags, metadata, encryption, and "
                + "storage class)."),
    };
}
