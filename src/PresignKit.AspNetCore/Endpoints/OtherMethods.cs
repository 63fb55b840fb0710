using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Refuses the methods that a route does not have. Routing itself would respond with 405 without a body and therefore without a code.</summary>
internal static class OtherMethods
{
    // What the application maps to the same address comes first; its fallbacks have the greatest order.
    private const int AfterAllOthers = int.MaxValue - 1;

    // Not OPTIONS: with an endpoint of its own, a CORS preflight would need authentication, which browsers never send with it.
    private static readonly string[] Known =
        [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    /// <param name="routes">The group.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="allowed">The methods of the route.</param>
    public static void Refuse(IEndpointRouteBuilder routes, string pattern, params string[] allowed) => routes
        .MapMethods(pattern, Known.Except(allowed), context =>
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
            throw new EndpointException(EndpointErrorCodes.MethodNotAllowed, $"This address takes {string.Join(" and ", allowed)} requests only.");
        })
        .WithOrder(AfterAllOthers)
        .ExcludeFromDescription();
}
