using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>An x-amz-* header was sent that is not signed. Stores must not let it take effect.</summary>
/// <remarks>
/// Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters": x-amz-* headers must be signed. Amazon names them in its answer; Ceph from
/// 20.2.4 and 19.2.6 denies without words.
/// </remarks>
internal sealed class AmzHeaderUnsigned : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var said = request.Error.Field("HeadersNotSigned")?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var isSaid = request.Error.SaysHeadersUnsigned;
        var sent = request.Headers
            .Select(header => header.Name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !request.IsSigned(name));
        var names = said.Length > 0 ? said : [.. sent.Distinct()];
        if (request.Form is not null || (!isSaid && (names.Length == 0 || !request.MayBeSignature)))
        {
            // If the content type is not signed, that is the header that clients add by themselves.
            if (request is { Form: null, HasHeaders: false, IsDenialWithoutWords: true, IsAuthenticated: false, Presign.IsWhole: true }
                && request.IsSigned("content-type"))
            {
                yield return Finding.Possible(
                    RefusalCodes.AmzHeaderUnsigned,
                    $"If an x-amz-* header was sent that is not signed (signed: {string.Join(", ", request.Presign.SignedHeaders)}), that may be the "
                        + "cause: Ceph "
                        + "from 20.2.4 and 19.2.6 denies such requests without a message. Supply the headers that were sent.",
                    Explain("x-amz-*").Remedy);
            }

            yield break;
        }

        foreach (var name in names.DefaultIfEmpty("x-amz-*").Take(Limits.MostFindings))
        {
            var (code, remedy) = Explain(name);
            var message = $"The header {name} was sent, but it is not signed (signed: {string.Join(", ", request.Presign.SignedHeaders)}). "
                + "Stores that enforce the signature refuse it.";
            var isProven = code == RefusalCodes.PayloadHashHeader && request.Sent is { } described
                && request.Fits(described with { PayloadHash = "UNSIGNED-PAYLOAD" });
            if (isSaid)
            {
                yield return request.IsSigned(name)
                    ? Finding.Likely(
                        code,
                        $"The store says that {name} is not signed, but the URL lists it as signed: the store did not receive the URL as it was sent.",
                        "Let the proxy pass on the URL and the headers unchanged.")
                    : Finding.Stated(code, message, remedy);
            }
            else if (isProven && request.Error.Code != "AccessDenied")
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
        "content-type" => (RefusalCodes.ContentTypeUnsigned, ContentTypeUnsigned.Remedy),
        "x-amz-content-sha256" => (RefusalCodes.PayloadHashHeader, "Do not send x-amz-content-sha256 with a presigned URL, or sign it as a header."),
        "x-amz-sdk-checksum-algorithm" or "x-amz-trailer" or "x-amz-decoded-content-length" => (RefusalCodes.SdkChecksum, SdkChecksum.Remedy),
        _ when name.StartsWith("x-amz-checksum-", StringComparison.Ordinal) => (RefusalCodes.SdkChecksum, SdkChecksum.Remedy),
        _ => (
            RefusalCodes.AmzHeaderUnsigned,
            $"Do not send {name}; or issue the URL with it, so that it is signed (the upload policy defines ACL, tags, metadata, encryption, and "
                + "storage class)."),
    };
}
