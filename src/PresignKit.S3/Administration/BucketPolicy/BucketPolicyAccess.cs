namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>How the bucket answers the application that asks for what does not exist: 404 where access is granted.</summary>
/// <param name="Direct">To a request that is signed by header.</param>
/// <param name="Inside">To a presigned URL, at the internal endpoint.</param>
/// <param name="Outside">To a presigned URL, at the public endpoint, where that is another and reached from here.</param>
internal sealed record BucketPolicyAccess(int Direct, int Inside, int Outside)
{
    /// <summary>No answer.</summary>
    public const int Unknown = 0;

    private const int Granted = 404;
    private const int Denied = 403;

    /// <summary>Whether a denial would show.</summary>
    public bool IsConclusive => Direct == Granted && Inside == Granted;

    /// <summary>Whether something is denied that was granted before.</summary>
    public bool LostAccessSince(BucketPolicyAccess before) =>
        (before.Direct == Granted && Direct == Denied)
        || (before.Inside == Granted && Inside == Denied)
        || (before.Outside == Granted && Outside == Denied);
}
