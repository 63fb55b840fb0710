namespace PresignKit.S3;

/// <summary>How many stores of tenants are kept.</summary>
public sealed class S3TenantOptions
{
    /// <summary>The maximum number of stores that are kept. Beyond it, the one that was not asked for longest is given up, and built again when needed.</summary>
    /// <value>1,000. At least 1, at most 100,000.</value>
    public int MaximumStores { get; set; } = 1000;
}
