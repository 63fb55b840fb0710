using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Problems;

/// <summary>Turns failures that have a code into ProblemDetails, and lets all others pass: those are the application's to handle.</summary>
internal sealed class FailureFilter(ILogger<FailureFilter> logger) : IEndpointFilter
{
    /// <summary>By then the backend's own attempts, some seconds of them, are over twice.</summary>
    private const string BusySeconds = "5";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Signed URLs and tokens are for one reader: no cache keeps them, no page's address tells where they were asked for.
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
            // The message names endpoints and buckets: for the operator, not for the client.
            EndpointLog.StoreFailed(logger, e.Code, e);
            if (e.Code == ErrorCodes.StoreBusy)
            {
                headers.RetryAfter = BusySeconds;
            }

            return ProblemCatalog.Answer(e.Code, "The object store cannot be used at the moment. Try again later.");
        }
    }
}
