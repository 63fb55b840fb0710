using System.Net;
using Amazon.Runtime;
using Amazon.S3.Internal;
using Amazon.S3.Model;

namespace PresignKit.S3.Objects;

/// <summary>Retries what the SDK retries (503 SlowDown, 500, lost connections; with growing, randomized pauses), and 409 as well.</summary>
/// <remarks>
/// Amazon S3 User Guide, "How to prevent object overwrites with conditional writes": after 409 ConditionalRequestConflict, the
/// request may be sent again, except for the completion of a multipart upload, whose parts must be uploaded again.
/// </remarks>
internal sealed class ConflictRetryPolicy(IClientConfig config) : AmazonS3StandardRetryPolicy(config)
{
    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
    {
        var completion = executionContext.RequestContext.OriginalRequest as CompleteMultipartUploadRequest;

        // The completion of a slot that may have been carried out is repeated by UploadCompletion, after a look at whether the upload still exists: Ceph RGW 18
        // would otherwise let a part that was in flight replace the object that another request has completed.
        var isRepeatedElsewhere = completion is { IfNoneMatch: not null } && !IsRefusal(exception);
        return (completion is null && IsConflict(exception))
            || (!isRepeatedElsewhere && await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false));
    }

    public static bool IsConflict(Exception exception) =>
        exception is AmazonServiceException { ErrorCode: "ConditionalRequestConflict" or "OperationAborted" };

    private static bool IsRefusal(Exception exception) =>
        exception is AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError };
}
