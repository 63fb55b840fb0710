using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>A content type was sent that is not signed. Most stores ignore that; Ceph from 20.2.4 and 19.2.6 denies it, without words.</summary>
internal sealed class ContentTypeUnsigned : ICause
{
    public const string Remedy =
        "Send no Content-Type: curl needs -H 'Content-Type:' with --data-binary and -d; fetch, a Blob without a type or bytes instead of a string; urllib, an "
        + "opener that does not add one. Or issue the URL with the type, so that it is signed, and send exactly that.";

    private const string Name = "content-type";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // A signature that does not match is not caused by a header that it does not cover.
        var mayBe = request.IsDenialWithoutWords ? !request.IsAuthenticated : request.Error.Code is null && request.Status == 403 && request.HasHeaders;
        if (!mayBe || request.IsForeign || request.Form is not null || request.Method == "OPTIONS" || !request.Presign.IsWhole || request.IsSigned(Name))
        {
            return [];
        }

        var signed = string.Join(", ", request.Presign.SignedHeaders);
        if (request.Header(Name) is { } sent)
        {
            var what = sent.Length == 0 ? "An empty Content-Type" : $"Content-Type: {DisplayText.Value(sent)}";
            var message = $"{what} was sent, but it is not signed (signed: {signed}). Ceph from 20.2.4 and 19.2.6 denies "
                + "such requests without a message; other stores accept them.";
            return [request.IsDenialWithoutWords
                ? Finding.Likely(RefusalCodes.ContentTypeUnsigned, message, Remedy)
                : Finding.Possible(RefusalCodes.ContentTypeUnsigned, message, Remedy)];
        }

        return request.HasHeaders ? [] :
        [
            Finding.Possible(
                RefusalCodes.ContentTypeUnsigned,
                $"If a header was sent that is not signed (signed: {signed}), that may be the cause: Ceph from 20.2.4 and 19.2.6 denies any unsigned "
                    + "x-amz-* header and an unsigned Content-Type, which curl --data-binary, fetch with a string, and urllib add by themselves. Supply the "
                    + "headers that were sent.",
                Remedy),
        ];
    }
}
