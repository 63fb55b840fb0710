using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>What OpenAPI documents about a route.</summary>
internal static class RouteMetadata
{
    private static readonly int[] Common =
    [
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status403Forbidden,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status502BadGateway,
        StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>
    /// Documents the body. No media types are listed: generators assume JSON, and otherwise routing itself would respond with 415,
    /// without a body and therefore without a code.
    /// </summary>
    public static RouteHandlerBuilder AcceptsJson<T>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new AcceptsMetadata([], typeof(T)));

    /// <summary>Documents every status with which a route can fail: those that every route has, and its own.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params IEnumerable<int> statuses)
    {
        foreach (var status in statuses.Union(Common))
        {
            route.Produces<Problem>(status, ProblemCatalog.ContentType);
        }

        return route;
    }
}
