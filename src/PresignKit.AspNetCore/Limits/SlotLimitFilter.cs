using Microsoft.AspNetCore.Http;

namespace PresignKit.AspNetCore.Limits;

/// <summary>Enforces the slot limit on the routes of <c>MapPresignKit</c>, so that the application need not use the rate limiter middleware.</summary>
internal sealed class SlotLimitFilter(SlotLimiter limiter) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await limiter.FindFailureAsync(limiter.HolderOf(http), http.RequestAborted).ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }

        return await next(context).ConfigureAwait(false);
    }
}
