using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Startup;

/// <summary>
/// Gives failures of middleware that surrounds the endpoints a ProblemDetails with a code, unless the application has answered them
/// itself: a challenge of authentication, a denial of authorization, a rejection of a rate limiter, an exception that nothing handled.
/// It is first in the pipeline, so all of the application's own handlers come before it.
/// </summary>
internal sealed class UnansweredFailures : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var boundary = app.ApplicationServices.GetRequiredService<FailureBoundary>();
        app.Use(following => context => InvokeAsync(context, following, boundary));
        next(app);
    };

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next, FailureBoundary boundary)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception e) when (IsEndpoint(context) && FailureBoundary.CanAnswer(context, e))
        {
            await boundary.AnswerAsync(context, e).ConfigureAwait(false);
            return;
        }

        if (IsUnanswered(context.Response) && IsEndpoint(context))
        {
            await boundary.AnswerAsync(context, context.Response.StatusCode).ConfigureAwait(false);
        }
    }

    private static bool IsUnanswered(HttpResponse response) =>
        response.StatusCode >= StatusCodes.Status400BadRequest
        && !response.HasStarted
        && response.ContentLength is null or 0
        && string.IsNullOrEmpty(response.ContentType);

    private static bool IsEndpoint(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PresignKitEndpoint>() is not null;
}
