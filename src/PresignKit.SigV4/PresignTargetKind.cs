namespace PresignKit.SigV4;

/// <summary>What a <see cref="PresignTarget"/> is. Its default is nothing, so a forgotten target is never the bucket.</summary>
internal enum PresignTargetKind
{
    None,
    Object,
    Bucket,
    BucketWithSlash,
}
