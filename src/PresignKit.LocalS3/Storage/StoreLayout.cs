using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.LocalS3.Storage;

/// <summary>The folders and files on disk. Names are hashes or random, so paths never contain text from a client.</summary>
internal sealed class StoreLayout
{
    public const string BucketRecord = "bucket.json";
    public const string UploadRecord = "upload.json";
    public const string ObjectsName = "objects";
    public const string UploadsName = "uploads";
    public const string MarkerName = "presignkit-local-s3.json";

    public StoreLayout(string root)
    {
        Root = Path.GetFullPath(root);
        Temporary = Path.Combine(Root, "temporary");
        Bodies = Path.Combine(Root, "bodies");
        Buckets = Path.Combine(Root, "buckets");
        Lost = Path.Combine(Root, "lost");
    }

    public string Root { get; }

    /// <summary>Next to the records, so that a rename stays on one volume and is atomic.</summary>
    public string Temporary { get; }

    public string Bodies { get; }

    public string Buckets { get; }

    /// <summary>What a start could not honor, for a person to look at.</summary>
    public string Lost { get; }

    public string Marker => Path.Combine(Root, MarkerName);

    public string NewMarker => Marker + ".new";

    public string LockFile => Path.Combine(Root, "lock");

    public string BucketFolder(string bucket) => Path.Combine(Buckets, Hash(bucket));

    public string ObjectsFolder(string bucket) => Path.Combine(BucketFolder(bucket), ObjectsName);

    public string UploadsFolder(string bucket) => Path.Combine(BucketFolder(bucket), UploadsName);

    public string BucketFile(string bucket) => Path.Combine(BucketFolder(bucket), BucketRecord);

    // The separator cannot occur in a bucket's name, so no two pairs share a hash input.
    public string ObjectFile(string bucket, string key) => Path.Combine(ObjectsFolder(bucket), Hash($"{bucket}/{key}") + ".json");

    public string UploadFolder(string bucket, string uploadId) => Path.Combine(UploadsFolder(bucket), Hash(uploadId));

    public string UploadFile(string bucket, string uploadId) => Path.Combine(UploadFolder(bucket, uploadId), UploadRecord);

    public string PartFile(string bucket, string uploadId, int partNumber) =>
        Path.Combine(UploadFolder(bucket, uploadId), string.Create(CultureInfo.InvariantCulture, $"part-{partNumber:D5}.json"));

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
