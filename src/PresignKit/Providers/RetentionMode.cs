namespace PresignKit;

/// <summary>Who can end the retention of a locked object early.</summary>
/// <remarks>Amazon S3 User Guide, "Locking objects with Object Lock": "Retention modes".</remarks>
public enum RetentionMode
{
    /// <summary>Those who have the permission <c>s3:BypassGovernanceRetention</c>.</summary>
    Governance,

    /// <summary>Nobody, not even the account's owner: the version stays, and is paid for, until its retention ends.</summary>
    Compliance,
}
