using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Problems;

/// <summary>
/// Turns every failure of an endpoint into ProblemDetails with a code. It surrounds the whole endpoint, so failures of filters and of
/// services that cannot be created are included. The client receives no exception's text unless the exception was made for clients.
/// </summary>
internal sealed class FailureBoundary(ILogger<FailureBoundary> logger)
{
    /// <summary>About twice as long as the backend's own attempts take.</summary>
    private static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(5);

    public RequestDelegate Surround(RequestDelegate endpoint) => async context =>
    {
        SetHeaders(context.Response.Headers);
        try
        {
            await endpoint(context).ConfigureAwait(false);
        }
        catch (Exception e) when (CanAnswer(context, e))
        {
            await AnswerAsync(context, e).ConfigureAwait(false);
        }
    };

    /// <summary>Whether a failure can still be turned into a response. If the client is gone, nobody would read it.</summary>
    public static bool CanAnswer(HttpContext context, Exception failure) =>
        !context.Response.HasStarted
        && !(context.RequestAborted.IsCancellationRequested && failure is OperationCanceledException)
        && failure is not (ConnectionResetException or ConnectionAbortedException);

    public Task AnswerAsync(HttpContext context, Exception failure)
    {
        var headers = context.Response.Headers;
        SetHeaders(headers);
        context.Response.ContentLength = null;
        return Answer(failure, headers).ExecuteAsync(context);
    }

    /// <summary>Answers for middleware of the application or the platform that only set a status.</summary>
    public Task AnswerAsync(HttpContext context, int status)
    {
        SetHeaders(context.Response.Headers);
        var (code, detail) = StatusProblem.Of(status);
        EndpointLog.RequestRefused(logger, code);
        return ProblemCatalog.Answer(code, detail, limit: null, status).ExecuteAsync(context);
    }

    /// <summary>What a client is told about a failure, and when to try again. It is logged for the operator.</summary>
    /// <returns>Null for the problem: the application failed.</returns>
    public (Problem? Problem, TimeSpan? RetryAfter) Describe(Exception failure)
    {
        switch (failure)
        {
            case EndpointException e:
                Log(e);
                return (ProblemCatalog.Of(e.Code, e.Message, e.Limit, e.Status, e.Parts), e.RetryAfter);

            case PolicyViolationException e when ProblemCatalog.Contains(e.Code):
                EndpointLog.RequestRefused(logger, e.Code);
                return (ProblemCatalog.Of(e.Code, e.Message, e.Limit), null);

            case PlaylistException e when ProblemCatalog.Contains(e.Code):
                // The stored playlist is at fault, not the request, so somebody has to act.
                EndpointLog.PlaylistRefused(logger, e.Code, e.Message);
                return (ProblemCatalog.Of(e.Code, e.Message), null);

            case StoreException e:
                // The message contains endpoints and buckets: it is for the operator, not for the client.
                if (e.Code == ErrorCodes.StoreNotReady)
                {
                    // Known since a check, so that each request needs no stack trace.
                    EndpointLog.StoreNotReady(logger, e.Message);
                }
                else
                {
                    EndpointLog.StoreFailed(logger, e.Code, e);
                }

                var code = ProblemCatalog.Contains(e.Code) ? e.Code : ErrorCodes.StoreUnavailable;
                return (
                    ProblemCatalog.Of(code, "The object store cannot be used at the moment. Try again later."),
                    e.Code == ErrorCodes.StoreBusy ? BusyTime : null);

            case BadHttpRequestException e:
                EndpointLog.RequestRefused(logger, EndpointErrorCodes.RequestInvalid);
                return (
                    ProblemCatalog.Of(EndpointErrorCodes.RequestInvalid, StatusProblem.Of(e.StatusCode).Detail, limit: null, e.StatusCode), null);

            default:
                return (null, null);
        }
    }

    // Signed URLs and tokens are for one reader: no cache may keep them, and no Referer header may reveal where they came from.
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
    }

    private IResult Answer(Exception failure, IHeaderDictionary headers)
    {
        var (problem, wait) = Describe(failure);
        if (problem is null)
        {
            EndpointLog.ApplicationFailed(logger, failure);
            return ProblemCatalog.Answer(EndpointErrorCodes.ApplicationError, StatusProblem.Of(StatusCodes.Status500InternalServerError).Detail);
        }

        if (wait is { } time)
        {
            headers.RetryAfter = RetryAfter.Seconds(time);
        }

        return new ProblemAnswer(problem);
    }

    [SuppressMessage("Performance", "CA1873", Justification = "The arguments are fields.")]
    private void Log(EndpointException failure)
    {
        if (failure.InnerException is { } cause)
        {
            EndpointLog.RequestFailed(logger, failure.Code, cause);
        }
        else
        {
            EndpointLog.RequestRefused(logger, failure.Code);
        }
    }
}
