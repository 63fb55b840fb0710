
namespace PresignKit;

/// <summary>What buckets are expected to have been set up with, beside CORS, which <see cref="PresignKitOptions.PageOrigins"/> asks for.</summary>
[Flags]
public enum BucketSetup
{
    /// <summary>Nothing: checks ask about neither.</summary>
    None = 0,

    /// <summary>The bucket policy of <see cref="IStoreSetup.EnsureBucketPolicyAsync"/>.</summary>
    Policy = 1,

    /// <summary>The lifecycle of <see cref="IStoreSetup.EnsureLifecycleAsync"/>.</summary>
    Lifecycle = 2,
}
