namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>The statuses with which the bucket answers requests for a nonexistent object: 404 if access is granted, 403 if it is denied.</summary>
/// <param name="Direct">The status for a request signed by header.</param>
/// <param name="Internal">The status for a presigned URL at the internal endpoint.</param>
/// <param name="Public">The status for a presigned URL at the public endpoint, if it differs from the internal one and can be reached from
/// here.</param>
internal sealed record BucketPolicyAccess(int Direct, int Internal, int Public)
{
    /// <summary>The request was not answered.</summary>
    public const int Unknown = 0;

    private const int Granted = 404;
    private const int Denied = 403;

    /// <summary>Whether a later denial could be detected.</summary>
    public bool IsConclusive => Direct == Granted && Internal == Granted;

    /// <summary>Whether access that was granted before is now denied.</summary>
    public bool LostAccessSince(BucketPolicyAccess before) =>
        (before.Direct == Granted && Direct == Denied)
        || (before.Internal == Granted && Internal == Denied)
        || (before.Public == Granted && Public == Denied);
}
