using PresignKit.LocalS3.Buckets;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Multipart;
using PresignKit.LocalS3.Objects;

namespace PresignKit.LocalS3.Routing;

/// <summary>Chooses the operation from the method, the level (service, bucket, object) and the subresources in the query.</summary>
internal static class S3Router
{
    public static RoutedOperation Route(S3Request request)
    {
        var subResources = SubResources.Of(request.Query);
        var operation = request switch
        {
            { Bucket: null } => Service(request.Method, subResources),
            { Key: "" } => Bucket(request, subResources),
            _ => Object(request, subResources),
        };
        if (operation is { } routed)
        {
            return routed;
        }

        throw new S3Exception(subResources.Length > 0
            ? S3Errors.NotImplemented(subResources)
            : S3Errors.MethodNotAllowed(request.Method, request.Bucket is null ? "SERVICE" : request.Key.Length == 0 ? "BUCKET" : "OBJECT"));
    }

    private static RoutedOperation? Service(string method, string subResources) =>
        (method, subResources) is ("GET", "") ? new(LocalS3Operation.ListBuckets, BucketOperations.ListAsync) : null;

    private static RoutedOperation? Bucket(S3Request request, string subResources) => (request.Method, subResources) switch
    {
        ("PUT", "") => new(LocalS3Operation.CreateBucket, CreateBucket.InvokeAsync),
        ("HEAD", "") => new(LocalS3Operation.HeadBucket, BucketOperations.HeadAsync),
        ("DELETE", "") => new(LocalS3Operation.DeleteBucket, BucketOperations.DeleteAsync),
        ("GET", "") => request.Query.Find("list-type") switch
        {
            null => new(LocalS3Operation.ListObjects, ListObjects.InvokeAsync),
            "2" => new(LocalS3Operation.ListObjectsV2, ListObjectsV2.InvokeAsync),
            var other => throw new S3Exception(S3Errors.InvalidArgument("Invalid list-type", "list-type", other)),
        },
        ("GET", "location") => new(LocalS3Operation.GetBucketLocation, BucketOperations.LocationAsync),
        ("GET", "versioning") => new(LocalS3Operation.GetBucketVersioning, BucketOperations.VersioningAsync),
        ("GET", "acl") => new(LocalS3Operation.GetBucketAcl, GetAcl.InvokeAsync),
        ("GET", "cors") => new(LocalS3Operation.GetBucketCors, BucketCors.GetAsync),
        ("PUT", "cors") => new(LocalS3Operation.PutBucketCors, BucketCors.PutAsync),
        ("DELETE", "cors") => new(LocalS3Operation.DeleteBucketCors, BucketCors.DeleteAsync),
        ("GET", "uploads") => new(LocalS3Operation.ListMultipartUploads, ListMultipartUploads.InvokeAsync),
        ("POST", "delete") => new(LocalS3Operation.DeleteObjects, DeleteObjects.InvokeAsync),
        ("POST", "") => throw new S3Exception(S3Errors.PreconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data")),
        _ => null,
    };

    private static RoutedOperation? Object(S3Request request, string subResources)
    {
        var copies = request.Amz.Find("x-amz-copy-source") is not null;
        return (request.Method, subResources) switch
        {
            ("PUT", "") => copies ? new(LocalS3Operation.CopyObject, CopyObject.InvokeAsync) : new(LocalS3Operation.PutObject, PutObject.InvokeAsync),
            ("GET", "" or "partNumber" or "versionId" or "partNumber,versionId") => new(LocalS3Operation.GetObject, GetObject.InvokeAsync),
            ("HEAD", "" or "partNumber" or "versionId" or "partNumber,versionId") => new(LocalS3Operation.HeadObject, GetObject.InvokeAsync),
            ("DELETE", "") => new(LocalS3Operation.DeleteObject, DeleteObject.InvokeAsync),
            ("GET", "tagging") => new(LocalS3Operation.GetObjectTagging, GetObjectTagging.InvokeAsync),
            ("GET", "acl") => new(LocalS3Operation.GetObjectAcl, GetAcl.InvokeAsync),
            ("POST", "uploads") => new(LocalS3Operation.CreateMultipartUpload, CreateMultipartUpload.InvokeAsync),
            ("PUT", "partNumber,uploadId") => copies
                ? new(LocalS3Operation.UploadPartCopy, UploadPartCopy.InvokeAsync)
                : new(LocalS3Operation.UploadPart, UploadPart.InvokeAsync),
            ("GET", "uploadId") => new(LocalS3Operation.ListParts, ListParts.InvokeAsync),
            ("POST", "uploadId") => new(LocalS3Operation.CompleteMultipartUpload, CompleteMultipartUpload.InvokeAsync),
            ("DELETE", "uploadId") => new(LocalS3Operation.AbortMultipartUpload, AbortMultipartUpload.InvokeAsync),
            _ => null,
        };
    }
}
