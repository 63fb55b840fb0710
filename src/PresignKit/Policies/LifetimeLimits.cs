namespace PresignKit.Policies;

/// <summary>How short and how long a signature can be valid ("Authenticating Requests: Using Query Parameters", X-Amz-Expires).</summary>
internal static class LifetimeLimits
{
    /// <summary>S3 accepts whole seconds from 1.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Up to 604,800 seconds, seven days: a signing key is valid no longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);
}
