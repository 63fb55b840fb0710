using PresignKit.LocalS3.Buckets;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Multipart;
using PresignKit.LocalS3.Objects;

namespace PresignKit.LocalS3.Routing;

/// <summary>Chooses the operation from the method, the level (service, bucket, object) and the subresources in the query.</summary>
internal static class S3Router
{
    public static Operation Route(S3Request request)
    {
        var subResources = SubResources.Of(request.Query);
        var operation = request switch
        {
            { Bucket: null } => Service(request.Method, subResources),
            { Key: "" } => Bucket(request, subResources),
            _ => Object(request, subResources),
        };
        if (operation is not null)
        {
            return operation;
        }

        throw new S3Exception(subResources.Length > 0
            ? S3Errors.NotImplemented(subResources)
            : S3Errors.MethodNotAllowed(request.Method, request.Bucket is null ? "SERVICE" : request.Key.Length == 0 ? "BUCKET" : "OBJECT"));
    }

    private static Operation? Service(string method, string subResources) =>
        (method, subResources) is ("GET", "") ? BucketOperations.ListAsync : null;

    private static Operation? Bucket(S3Request request, string subResources) => (request.Method, subResources) switch
    {
        ("PUT", "") => CreateBucket.InvokeAsync,
        ("HEAD", "") => BucketOperations.HeadAsync,
        ("DELETE", "") => BucketOperations.DeleteAsync,
        ("GET", "") => request.Query.Find("list-type") switch
        {
            null => ListObjects.InvokeAsync,
            "2" => ListObjectsV2.InvokeAsync,
            var other => throw new S3Exception(S3Errors.InvalidArgument("Invalid list-type", "list-type", other)),
        },
        ("GET", "location") => BucketOperations.LocationAsync,
        ("GET", "versioning") => BucketOperations.VersioningAsync,
        ("GET", "acl") => GetAcl.InvokeAsync,
        ("GET", "cors") => BucketCors.GetAsync,
        ("PUT", "cors") => BucketCors.PutAsync,
        ("DELETE", "cors") => BucketCors.DeleteAsync,
        ("GET", "uploads") => ListMultipartUploads.InvokeAsync,
        ("POST", "delete") => DeleteObjects.InvokeAsync,
        ("POST", "") => throw new S3Exception(S3Errors.PreconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data")),
        _ => null,
    };

    private static Operation? Object(S3Request request, string subResources)
    {
        var copies = request.Amz.Find("x-amz-copy-source") is not null;
        return (request.Method, subResources) switch
        {
            ("PUT", "") => copies ? CopyObject.InvokeAsync : PutObject.InvokeAsync,
            ("GET" or "HEAD", "") => GetObject.InvokeAsync,
            ("DELETE", "") => DeleteObject.InvokeAsync,
            ("GET", "tagging") => GetObjectTagging.InvokeAsync,
            ("GET", "acl") => GetAcl.InvokeAsync,
            ("POST", "uploads") => CreateMultipartUpload.InvokeAsync,
            ("PUT", "partNumber,uploadId") => copies ? UploadPartCopy.InvokeAsync : UploadPart.InvokeAsync,
            ("GET", "uploadId") => ListParts.InvokeAsync,
            ("POST", "uploadId") => CompleteMultipartUpload.InvokeAsync,
            ("DELETE", "uploadId") => AbortMultipartUpload.InvokeAsync,
            _ => null,
        };
    }
}
