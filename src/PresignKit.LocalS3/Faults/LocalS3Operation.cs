namespace PresignKit.LocalS3;

/// <summary>The operations of the store, under Amazon's names.</summary>
public enum LocalS3Operation
{
    /// <summary>GET without a bucket.</summary>
    ListBuckets,

    /// <summary>PUT of a bucket.</summary>
    CreateBucket,

    /// <summary>HEAD of a bucket.</summary>
    HeadBucket,

    /// <summary>DELETE of a bucket.</summary>
    DeleteBucket,

    /// <summary>GET of a bucket with <c>location</c>.</summary>
    GetBucketLocation,

    /// <summary>GET of a bucket with <c>versioning</c>.</summary>
    GetBucketVersioning,

    /// <summary>GET of a bucket with <c>acl</c>.</summary>
    GetBucketAcl,

    /// <summary>GET of a bucket with <c>cors</c>.</summary>
    GetBucketCors,

    /// <summary>PUT of a bucket with <c>cors</c>.</summary>
    PutBucketCors,

    /// <summary>DELETE of a bucket with <c>cors</c>.</summary>
    DeleteBucketCors,

    /// <summary>GET of a bucket.</summary>
    ListObjects,

    /// <summary>GET of a bucket with <c>list-type=2</c>.</summary>
    ListObjectsV2,

    /// <summary>POST to a bucket with <c>delete</c>.</summary>
    DeleteObjects,

    /// <summary>GET of a bucket with <c>uploads</c>.</summary>
    ListMultipartUploads,

    /// <summary>PUT of an object.</summary>
    PutObject,

    /// <summary>POST of a form to a bucket.</summary>
    PostObject,

    /// <summary>PUT of an object with <c>x-amz-copy-source</c>.</summary>
    CopyObject,

    /// <summary>GET of an object.</summary>
    GetObject,

    /// <summary>HEAD of an object.</summary>
    HeadObject,

    /// <summary>DELETE of an object.</summary>
    DeleteObject,

    /// <summary>GET of an object with <c>tagging</c>.</summary>
    GetObjectTagging,

    /// <summary>GET of an object with <c>acl</c>.</summary>
    GetObjectAcl,

    /// <summary>POST to an object with <c>uploads</c>.</summary>
    CreateMultipartUpload,

    /// <summary>PUT of an object with <c>partNumber</c> and <c>uploadId</c>.</summary>
    UploadPart,

    /// <summary>PUT of an object with <c>partNumber</c>, <c>uploadId</c>, and <c>x-amz-copy-source</c>.</summary>
    UploadPartCopy,

    /// <summary>GET of an object with <c>uploadId</c>.</summary>
    ListParts,

    /// <summary>POST to an object with <c>uploadId</c>.</summary>
    CompleteMultipartUpload,

    /// <summary>DELETE of an object with <c>uploadId</c>.</summary>
    AbortMultipartUpload,
}
