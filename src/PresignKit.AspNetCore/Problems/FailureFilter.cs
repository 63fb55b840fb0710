using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Problems;

/// <summary>Turns failures that have a code into ProblemDetails. All others pass through; the application handles them.</summary>
internal sealed class FailureFilter(ILogger<FailureFilter> logger) : IEndpointFilter
{
    /// <summary>About twice as long as the backend's own attempts take.</summary>
    private const string BusySeconds = "5";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Signed URLs and tokens are for one reader: no cache may keep them, and no Referer header may reveal where they came from.
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (EndpointException e)
        {
            EndpointLog.RequestRefused(logger, e.Code);
            return ProblemCatalog.Answer(e.Code, e.Message, limit: null, e.Status);
        }
        catch (PolicyViolationException e) when (ProblemCatalog.Contains(e.Code))
        {
            EndpointLog.RequestRefused(logger, e.Code);
            return ProblemCatalog.Answer(e.Code, e.Message, e.Limit);
        }
        catch (StoreException e) when (ProblemCatalog.Contains(e.Code))
        {
            // The message contains endpoints and buckets: it is for the operator, not for the client.
            EndpointLog.StoreFailed(logger, e.Code, e);
            if (e.Code == ErrorCodes.StoreBusy)
            {
                headers.RetryAfter = BusySeconds;
            }

            return ProblemCatalog.Answer(e.Code, "The object store cannot be used at the moment. Try again later.");
        }
    }
}
