using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PresignKit.S3.Connections;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Maps exceptions of the AWS SDK to error codes and to messages that name the setting to check.</summary>
internal static class StoreFailure
{
    /// <summary>Whether the exception is a failure of the store. A cancellation by the caller is not.</summary>
    public static bool Is(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException => true,

        // Thrown by the SDK if an answer is cut off, or is not the store's.
        XmlException => true,
        // Thrown by the SDK on a redirect to a host that is not Amazon's. Our own arguments are checked earlier.
        ArgumentException => true,
        _ => false,
    };

    public static StoreException From(Exception exception, S3StoreSettings settings, string action)
    {
        var (code, reason) = exception switch
        {
            AmazonServiceException service when service.StatusCode != 0 => FromAnswer(service, settings.Name),
            AmazonServiceException => (ErrorCodes.StoreUnavailable, $"it could not be reached; check Stores:{settings.Name}:Endpoint"),
            AmazonClientException => (ErrorCodes.CredentialsUnavailable, $"the AWS SDK found no usable credentials; set "
                + $"Stores:{settings.Name}:AccessKeyId and SecretAccessKey, or provide credentials to the process"),
            ArgumentException => (ErrorCodes.StoreUnavailable, $"it redirects requests to a host that is not Amazon's; check Stores:{settings.Name}:Endpoint"),
            XmlException => (ErrorCodes.StoreUnavailable, $"its answer is not complete, or not XML; check Stores:{settings.Name}:Endpoint"),
            OperationCanceledException or TimeoutException => (ErrorCodes.StoreUnavailable, "it did not answer in time"),
            _ => (ErrorCodes.StoreUnavailable, $"it could not be reached; check Stores:{settings.Name}:Endpoint"),
        };
        if (code == ErrorCodes.StoreAccessDenied && settings.BucketFacts.Any(fact => fact.Name == BucketFacts.ExpectedOwner))
        {
            reason += $"; the bucket must also belong to the account in Stores:{settings.Name}:ExpectedBucketOwner";
        }

        return new(code, $"Store '{settings.Name}' failed while {action}: {reason}.", exception);
    }

    public static StoreException NotFound(S3StoreSettings settings, ObjectKey key) =>
        new(ErrorCodes.ObjectNotFound, $"Store '{settings.Name}' has no object '{key}'.");

    public static StoreException Changed(S3StoreSettings settings, ObjectKey key) =>
        new(ErrorCodes.ObjectChanged, $"The object '{key}' in store '{settings.Name}' has been replaced in the meantime.");

    public static StoreException DestinationChanged(S3StoreSettings settings, ObjectKey key, Exception exception) => new(
        ErrorCodes.DestinationChanged,
        $"Store '{settings.Name}' has another object under '{key}' than the one to replace, or none, so that nothing was written.",
        exception);

    public static StoreException Exists(S3StoreSettings settings, ObjectKey key, Exception exception) => new(
        ErrorCodes.ObjectExists,
        $"Store '{settings.Name}' has another object under '{key}', so that the upload was not completed. It is still open.",
        exception);

    /// <summary>
    /// Whether an object is encrypted with a key of its sender (SSE-C). Amazon S3 answers InvalidRequest, and Ceph InvalidArgument; both name what is
    /// missing. Some stores (Ceph 18 and 20) encrypt so if the sender of a form asks for it in headers, which no form's policy covers.
    /// </summary>
    public static bool IsUnreadable(AmazonServiceException? exception) =>
        exception is { ErrorCode: "InvalidRequest" or "InvalidArgument" }
        && exception.Message.Contains("Server Side Encryption", StringComparison.OrdinalIgnoreCase);

    /// <summary>The code is that of a refused upload, because its sender made it so.</summary>
    public static StoreException Unreadable(S3StoreSettings settings, ObjectKey key, Exception exception) => new(
        ErrorCodes.ContentMismatch,
        $"The object '{key}' in store '{settings.Name}' is encrypted with a key that its sender chose (SSE-C), so that nobody else can read it.",
        exception);

    public static StoreException NoBucket(S3StoreSettings settings, Exception exception) => new(
        ErrorCodes.BucketNotFound,
        $"Store '{settings.Name}' has no bucket '{settings.Bucket}'; create it, or check Stores:{settings.Name}:Bucket and Stores:{settings.Name}:Endpoint."
            + HostAsBucket.Hint(settings, looked: null),
        exception);

    // Amazon S3 API Reference, "Error responses". The answer to HEAD has no body, only a status.
    private static (string Code, string Reason) FromAnswer(AmazonServiceException exception, string store) => exception.ErrorCode switch
    {
        "NoSuchBucket" => (ErrorCodes.BucketNotFound, $"there is no such bucket; check Stores:{store}:Bucket"),
        "NoSuchKey" => (ErrorCodes.ObjectNotFound, "there is no such object"),
        "InvalidAccessKeyId" => (ErrorCodes.StoreAccessDenied, $"it does not know the access key; check Stores:{store}:AccessKeyId"),
        "SignatureDoesNotMatch" => (ErrorCodes.StoreAccessDenied,
            $"it refused the signature; check Stores:{store}:SecretAccessKey and Stores:{store}:Region"),
        "ExpiredToken" or "InvalidToken" => (ErrorCodes.CredentialsExpired, "the credentials have expired or were revoked"),
        "RequestTimeTooSkewed" => Skewed(Skew(exception) ?? "its clock and the application's are too far apart"),
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "TemporaryRedirect" or "MovedPermanently" => FromOtherRegion(exception, store),
        "SlowDown" or "ServiceUnavailable" or "RequestLimitExceeded" or "TooManyRequests" or "ThrottlingException" =>
            (ErrorCodes.StoreBusy, $"it is throttling requests ({exception.ErrorCode})"),
        "ConditionalRequestConflict" or "OperationAborted" =>
            (ErrorCodes.StoreBusy, $"another request for the same key is still in progress ({exception.ErrorCode})"),
        _ => FromStatus(exception, store),
    };

    private static (string Code, string Reason) Skewed(string reason) =>
        (ErrorCodes.ClockSkewed, $"{reason}; synchronize the clocks (NTP)");

    // A store that refuses HEAD cannot say why, but it does say what time it is.
    private static string? Skew(AmazonServiceException exception) =>
        exception.InnerException is HttpErrorResponseException { Response: { } answer } ? ClockSkew.Describe(answer.GetHeaderValue(ClockSkew.Header)) : null;

    private static (string Code, string Reason) FromOtherRegion(AmazonServiceException exception, string store) => (
        ErrorCodes.RegionMismatch,
        exception.InnerException is HttpErrorResponseException { Response: { } answer }
            && answer.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } region
            ? $"the bucket is in region {region}; set Stores:{store}:Region to {region}"
            : $"the bucket is in another region; check Stores:{store}:Region and Stores:{store}:Endpoint");

    private static (string Code, string Reason) FromStatus(AmazonServiceException exception, string store) => exception.StatusCode switch
    {
        HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect => FromOtherRegion(exception, store),
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => (ErrorCodes.StoreBusy,
            $"it is throttling requests ({(int)exception.StatusCode})"),
        HttpStatusCode.PreconditionFailed => (ErrorCodes.ObjectChanged, "the object has been replaced in the meantime"),
        HttpStatusCode.NotFound => (ErrorCodes.ObjectNotFound, "there is no such object"),
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest when Skew(exception) is { } skew => Skewed(skew),
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => (
            ErrorCodes.StoreAccessDenied,
            "it denied access; the credentials need s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket (without s3:ListBucket, access to a "
                + "missing object is denied too)"),
        _ => (ErrorCodes.StoreUnavailable, $"it answered {(int)exception.StatusCode} {exception.ErrorCode}"),
    };
}
