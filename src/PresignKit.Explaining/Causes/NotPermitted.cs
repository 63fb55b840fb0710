using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The request is correct, but the account that signed lacks the permission.</summary>
internal sealed class NotPermitted : ICause
{
    private const string Remedy =
        "Grant the signing account the permission that the URL needs: s3:GetObject or s3:PutObject on this bucket and prefix, and use of its key "
        + "(kms:GenerateDataKey, kms:Decrypt). Without s3:ListBucket, a missing object is reported as denied, too. Check the bucket policy for statements "
        + "that deny (source address, https, signature age), and check whether public access is blocked.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var error = request.Error;
        var isBare = (error.Code is null && request.Status == 403 && !error.HasBody) || error.Code is "AllAccessDisabled" or "AccountProblem"
            || (error.Code == "AccessDenied" && (error.IsWordless || error.SaysAccessDenied || error.SaysPermission));
        if (!isBare || request.Method == "OPTIONS" || (request.Form is null && request.Presign.Signature is null))
        {
            return [];
        }

        if (error.SaysPermission)
        {
            return [Finding.Stated(RefusalCodes.NotPermitted, "The store answered that the account that signed lacks the permission.", Remedy)];
        }

        if (request.IsAuthenticated)
        {
            return [Finding.Likely(
                RefusalCodes.NotPermitted,
                "The store had accepted the signature, since its denial names the bucket, as Ceph does from then on: the signing account lacks the "
                    + "permission, or, "
                    + "for a download, the object does not exist.",
                Remedy)];
        }

        return [request.IsIntact && !error.IsWordless
            ? Finding.Likely(
                RefusalCodes.NotPermitted,
                "The signature is correct, but the store denied the request: the signing account lacks the permission, or, for a download, the "
                    + "object does not exist.",
                Remedy)
            : Finding.Possible(
                RefusalCodes.NotPermitted, "The signing account lacks the permission, or, for a download, the object does not exist.", Remedy)];
    }
}
