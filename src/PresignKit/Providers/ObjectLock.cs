namespace PresignKit;

/// <summary>What keeps one version of an object from being deleted or replaced: a retention, a legal hold, or both.</summary>
/// <remarks>
/// Amazon S3 API Reference, "PutObjectRetention" and "PutObjectLegalHold". The bucket must have Object Lock, which implies versions: a deletion without a
/// version still hides the object, and its version stays.
/// </remarks>
public sealed record ObjectLock
{
    /// <summary>Who can end the retention early.</summary>
    /// <value><see cref="PresignKit.RetentionMode.Governance"/>.</value>
    public RetentionMode RetentionMode { get; init; }

    /// <summary>When the retention ends.</summary>
    /// <value>Null: there is no retention.</value>
    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>Whether the version stays until somebody with the permission <c>s3:PutObjectLegalHold</c> removes the hold.</summary>
    /// <value>False.</value>
    public bool LegalHold { get; init; }
}
