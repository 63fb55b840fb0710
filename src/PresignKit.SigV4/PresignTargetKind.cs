namespace PresignKit.SigV4;

/// <summary>The kind of a <see cref="PresignTarget"/>. The default is none, so that a missing target is never the bucket.</summary>
internal enum PresignTargetKind
{
    None,
    Object,
    Bucket,
    BucketWithSlash,
}
