using System.Net;
using Amazon.Runtime;

namespace PresignKit.S3.Administration;

/// <summary>Why a store does not let a bucket be set up.</summary>
internal static class SetupRefusal
{
    /// <summary>The credentials may not. A wrong key or signature is a failure, not a lack of permission.</summary>
    public static bool IsDenied(AmazonServiceException exception) =>
        exception.StatusCode == HttpStatusCode.Forbidden && exception.ErrorCode is "AccessDenied" or "Forbidden" or "AllAccessDisabled";

    /// <summary>The store has nothing of the kind.</summary>
    public static bool IsNotOffered(AmazonServiceException exception) =>
        exception.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed;
}
