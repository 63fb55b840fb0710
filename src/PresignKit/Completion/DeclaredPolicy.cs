using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>
/// Compares what was declared for a slot with the policy as it is now. An object is only compared with what was declared, so that a policy that was
/// tightened later never deletes an upload that the application accepted before.
/// </summary>
internal static class DeclaredPolicy
{
    /// <summary>The policy in force, which still allows the upload.</summary>
    /// <exception cref="PolicyViolationException">It does not exist anymore, belongs to another store, or no longer allows what was declared.</exception>
    public static UploadPolicy Check(PolicyCatalog policies, DeclaredUpload upload)
    {
        var policy = policies.GetUploadPolicy(upload.Policy);
        if (policy.StoreName != upload.StoreName)
        {
            throw new PolicyViolationException(
                ErrorCodes.PolicyOfOtherStore,
                $"Upload policy '{policy.Name}' now belongs to store '{policy.StoreName}', not to '{upload.StoreName}'.");
        }

        ContentTypeRule.Resolve(policy, upload.ContentType, fileName: "");
        if (upload.Size is { } size)
        {
            SizeRule.Check(policy, size);
        }
        else if (!policy.AllowUnknownSize)
        {
            throw new PolicyViolationException(
                ErrorCodes.SizeMissing, $"The slot was opened without a size, which policy '{policy.Name}' no longer allows. Open a new slot with the size.");
        }

        return policy;
    }
}
