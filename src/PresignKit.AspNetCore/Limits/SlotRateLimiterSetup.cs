using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Limits;

/// <summary>Adds the policy to the options of ASP.NET Core's rate limiter, whether or not the application uses it.</summary>
internal sealed class SlotRateLimiterSetup(SlotLimiter limiter, FailureBoundary boundary) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions options) =>
        options.AddPolicy(PresignKitRateLimits.Slots, new SlotRateLimiterPolicy(limiter, boundary));
}
