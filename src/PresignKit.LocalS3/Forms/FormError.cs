using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Forms;

/// <summary>S3's error response to a form that violates its policy.</summary>
internal static class FormError
{
    public static S3Error From(PostPolicyEvaluation evaluation) => evaluation.Failure switch
    {
        PostPolicyFailure.RepeatedField => S3Errors.InvalidArgument(evaluation.Message, "form", "repeated field"),
        PostPolicyFailure.MissingKey => S3Errors.InvalidArgument(evaluation.Message, "key", ""),
        _ => S3Errors.AccessDenied(evaluation.Message),
    };

    public static S3Error From(PostPolicyEvaluation evaluation, long size, PostPolicyDocument policy)
    {
        var ranges = policy.Conditions.Where(condition => condition.Kind == PostConditionKind.ContentLengthRange).ToList();
        return evaluation.Failure == PostPolicyFailure.EntityTooSmall
            ? S3Errors.EntityTooSmall(size, ranges.Max(range => range.Minimum))
            : S3Errors.EntityTooLarge(size, ranges.Min(range => range.Maximum));
    }
}
