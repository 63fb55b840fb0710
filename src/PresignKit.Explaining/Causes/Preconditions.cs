using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A conditional request whose condition did not hold, usually an upload to a key that exists already.</summary>
/// <remarks>Amazon S3 User Guide, "Add preconditions to S3 operations with conditional requests".</remarks>
internal sealed class Preconditions : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isStatusAlone = request.Error.Code is null && !request.IsForeign;
        if (request.Error.Code is "ConditionalRequestConflict" or "OperationAborted" || (isStatusAlone && request.Status == 409))
        {
            return [new(
                RefusalCodes.UploadRaced,
                isStatusAlone ? RefusalCertainty.Likely : RefusalCertainty.Stated,
                "Another upload to the same key was in progress at the same time.",
                "Retry. If the answer is 412, the other upload was stored first: complete the slot to find out.")];
        }

        if (request.Error.Code != "PreconditionFailed" && !(isStatusAlone && request.Status is 304 or 412))
        {
            return [];
        }

        // A PUT may have another condition as well, which the answer then names.
        var isCreateOnly = request.Method == "PUT" && (request.IsSigned("if-none-match") || request.Header("if-none-match") is not null)
            && request.Error.Field("Condition") is null or "If-None-Match" && request.Header("if-match") is null;
        return [isCreateOnly
            ? Finding.Stated(
                RefusalCodes.KeyExists,
                "The URL can only create a new object (If-None-Match: *), but one exists under this key; often from this very upload, if its answer was lost.",
                "Complete the slot: the backend checks the object that is there. For another file, open another slot.")
            : Finding.Stated(
                RefusalCodes.PreconditionFailed,
                $"A condition of the request did not hold{(request.Error.Field("Condition") is { } condition ? $": {condition}" : "")}.",
                "Check If-Match, If-None-Match, and If-Unmodified-Since: they do not fit the object that is stored.")];
    }
}
