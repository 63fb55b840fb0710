namespace PresignKit.SigV4;

/// <summary>Why a form does not meet its policy. Each member's summary states S3's response.</summary>
public enum PostPolicyFailure
{
    /// <summary>The form meets its policy.</summary>
    None = 0,

    /// <summary>The policy has expired. S3: 403 AccessDenied, "Invalid according to Policy: Policy expired."</summary>
    Expired,

    /// <summary>A condition is not met. S3: 403 AccessDenied, "Invalid according to Policy: Policy Condition failed: ...".</summary>
    ConditionFailed,

    /// <summary>
    /// The form contains a field for which there is no condition. S3: 403 AccessDenied, "Invalid according to Policy: Extra input fields:
    /// ...".
    /// </summary>
    ExtraField,

    /// <summary>The form contains a field more than once. S3: 400 InvalidArgument.</summary>
    RepeatedField,

    /// <summary>The form has no key. S3: 400 InvalidArgument, "Bucket POST must contain a field named 'key'".</summary>
    MissingKey,

    /// <summary>The file is smaller than the range allows. S3: 400 EntityTooSmall.</summary>
    EntityTooSmall,

    /// <summary>The file is larger than the range allows. S3: 400 EntityTooLarge.</summary>
    EntityTooLarge,
}
