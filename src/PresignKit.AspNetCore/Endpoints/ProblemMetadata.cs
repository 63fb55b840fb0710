using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

internal static class ProblemMetadata
{
    /// <summary>Documents every status that a route fails with.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, ProblemCatalog.ContentType);
        }

        return route;
    }
}
