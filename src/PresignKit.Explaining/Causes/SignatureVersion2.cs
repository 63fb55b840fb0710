using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>Signature Version 2, which newer regions and stores do not support.</summary>
/// <remarks>Amazon S3 User Guide, "Amazon S3 signature version 2 deprecation".</remarks>
internal sealed class SignatureVersion2 : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isVersionTwo = (request.Presign.Signature is null && request.Url.Query.Any(p => p.Name == "AWSAccessKeyId"))
            || request.Form?.Find("AWSAccessKeyId") is not null;
        var isSaid = request.Error.Says("Please use AWS4-HMAC-SHA256");
        if (!isVersionTwo && !isSaid)
        {
            return [];
        }

        const string Message = "The request is signed with Signature Version 2 (AWSAccessKeyId, Signature), which newer regions and stores do not accept.";
        const string Remedy = "Sign with Version 4. Some SDKs fall back to Version 2 in old regions, or for more than seven days: "
            + "set the signature version, the region, and a shorter expiry.";
        return [isSaid ? Finding.Stated(RefusalCodes.SignatureVersion2, Message, Remedy) : Finding.Likely(RefusalCodes.SignatureVersion2, Message, Remedy)];
    }
}
