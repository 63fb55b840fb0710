using System.Net;
using Amazon.Runtime;

namespace PresignKit.S3.Administration;

/// <summary>Classifies the errors of a store that refuses to set up a bucket.</summary>
internal static class SetupRefusal
{
    /// <summary>The credentials lack the permission. A wrong access key or signature is a failure, not a missing permission.</summary>
    public static bool IsDenied(AmazonServiceException exception) =>
        exception.StatusCode == HttpStatusCode.Forbidden && exception.ErrorCode is "AccessDenied" or "Forbidden" or "AllAccessDisabled";

    /// <summary>The store does not support the operation.</summary>
    public static bool IsNotOffered(AmazonServiceException exception) =>
        exception.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed;
}
