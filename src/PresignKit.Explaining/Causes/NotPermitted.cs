using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>Nothing is wrong with the request: its access key may not do that.</summary>
internal sealed class NotPermitted : ICause
{
    private const string Remedy =
        "Allow the account that signs what the URL does: s3:GetObject, s3:PutObject, on this bucket and prefix, and the key of its encryption (kms:GenerateDataKey, kms:Decrypt). Without s3:ListBucket a missing object, too, is answered as denied. Look at bucket policies that deny (source address, https, signature age) and at blocked public access.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var error = request.Error;
        var isBare = (error.Code is null && request.Status == 403 && !error.HasBody) || error.Code is "AllAccessDisabled" or "AccountProblem"
            || (error.Code == "AccessDenied" && (error.Message.Length == 0 || error.Says("Access Denied") || error.Says("not authorized")));
        if (!isBare || (request.Form is null && request.Presign.Signature is null))
        {
            return [];
        }

        if (error.Says("not authorized"))
        {
            return [Finding.Proven(RefusalCodes.NotPermitted, "The store says that the account which signed may not do this.", Remedy)];
        }

        return [request.IsIntact
            ? Finding.Likely(
                RefusalCodes.NotPermitted,
                "The URL is signed as it should be, and the store denies it: the account that signed may not do this, or, for reading, the object is not there.",
                Remedy)
            : Finding.Possible(RefusalCodes.NotPermitted, "The account that signed may not do this; or, for reading, the object is not there.", Remedy)];
    }
}
