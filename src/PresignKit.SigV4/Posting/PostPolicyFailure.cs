namespace PresignKit.SigV4;

/// <summary>Why a form does not meet its policy. The comment of each names what S3 answers.</summary>
public enum PostPolicyFailure
{
    /// <summary>It does.</summary>
    None = 0,

    /// <summary>The policy has expired. S3: 403 AccessDenied, "Invalid according to Policy: Policy expired."</summary>
    Expired,

    /// <summary>A condition does not hold. S3: 403 AccessDenied, "Invalid according to Policy: Policy Condition failed: ...".</summary>
    ConditionFailed,

    /// <summary>The form carries a field without a condition. S3: 403 AccessDenied, "Invalid according to Policy: Extra input fields: ...".</summary>
    ExtraField,

    /// <summary>The form carries a field twice. S3: 400 InvalidArgument.</summary>
    RepeatedField,

    /// <summary>The form has no key. S3: 400 InvalidArgument, "Bucket POST must contain a field named 'key'".</summary>
    MissingKey,

    /// <summary>The file is smaller than the range. S3: 400 EntityTooSmall.</summary>
    EntityTooSmall,

    /// <summary>The file is larger than the range. S3: 400 EntityTooLarge.</summary>
    EntityTooLarge,
}
