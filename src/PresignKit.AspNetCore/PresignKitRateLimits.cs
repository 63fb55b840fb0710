namespace PresignKit.AspNetCore;

/// <summary>The names of the rate limiter policies that <c>AddEndpoints</c> adds to the options of ASP.NET Core's rate limiter.</summary>
public static class PresignKitRateLimits
{
    /// <summary>
    /// The slot limit per user. The routes of <c>MapPresignKit</c> enforce it without being told to. Set it on endpoints of your own that
    /// open slots, so that they count together: <c>.RequireRateLimiting(PresignKitRateLimits.Slots)</c>. As with any such policy, the
    /// application must call <c>AddRateLimiter</c> and, after authentication, <c>UseRateLimiter</c>.
    /// </summary>
    public const string Slots = "PresignKit.Slots";
}
