using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A conditional request whose condition did not hold: mostly an upload to a key that is taken.</summary>
/// <remarks>Amazon S3 User Guide, "Add preconditions to S3 operations with conditional requests".</remarks>
internal sealed class Preconditions : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code is "ConditionalRequestConflict" or "OperationAborted" || (request.Error.Code is null && request.Status == 409))
        {
            return [Finding.Proven(
                RefusalCodes.UploadRaced,
                "Another upload to this key was under way at the same time.",
                "Try again. If the other one has won, the answer will be 412: complete the slot and see.")];
        }

        if (request.Error.Code != "PreconditionFailed" && request.Status != 412)
        {
            return [];
        }

        var isCreateOnly = request.Method == "PUT" && (request.IsSigned("if-none-match") || request.Header("if-none-match") is not null);
        return [isCreateOnly
            ? Finding.Proven(
                RefusalCodes.KeyExists,
                "The key is taken: the URL writes only where nothing is (If-None-Match: *), and something is there. Often it is this very upload, whose first answer got lost.",
                "Complete the slot: the backend looks at what is there. For another file, open another slot.")
            : Finding.Proven(
                RefusalCodes.PreconditionFailed,
                $"A condition of the request did not hold{(request.Error.Field("Condition") is { } condition ? $": {condition}" : "")}.",
                "Look at If-Match, If-None-Match and If-Unmodified-Since: the object is another than the one they speak of.")];
    }
}
