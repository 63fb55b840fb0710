using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>GET /downloads/{id}: the application finds the object that an ID identifies, then the store's issuer signs.</summary>
internal sealed class DownloadEndpoint(IPresignedUrlIssuerFactory issuers, UserIdentity identity, TimeProvider clock)
{
    private const int MaximumIdLength = 256;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/downloads/{id}", HandleAsync)
        .WithSummary("Get a download URL")
        .WithDescription("Returns a signed URL that reads one object directly from the object store; Range requests work. "
            + "Ask again after 'refreshAfter' seconds.")
        .Produces<DownloadResponse>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway, StatusCodes.Status503ServiceUnavailable);

    private static Task<IResult> HandleAsync(
        HttpContext context,
        [FromRoute] string id,
        [FromServices] DownloadEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.ResolveAsync(id, application, context);

    private async Task<IResult> ResolveAsync(string id, IPresignKitApplication application, HttpContext context)
    {
        var ticket = new DownloadTicket { User = context.User, UserId = identity.Find(context.User), Id = id };
        var target = id.Length > MaximumIdLength
            ? null
            : await application.ResolveDownloadAsync(ticket, context.RequestAborted).ConfigureAwait(false);
        if (target is null)
        {
            throw new EndpointException(EndpointErrorCodes.NotFound, "No download exists under this ID.");
        }

        try
        {
            var url = await issuers.GetIssuer(target.StoreName)
                .IssueDownloadUrlAsync(target.Key, target.Request, context.RequestAborted)
                .ConfigureAwait(false);
            var answer = new DownloadResponse
            {
                Url = url.RevealUrl(),
                ExpiresAt = url.ExpiresAt,
                RefreshAfter = UrlRefresh.After(url.ExpiresAt, clock.GetUtcNow()).TotalSeconds,
            };
            return Results.Json(answer, EndpointJsonContext.Default.DownloadResponse);
        }
        catch (PolicyViolationException e)
        {
            // The client chose only an ID: it was the application that requested what its own policy does not allow.
            throw new InvalidOperationException(
                "ResolveDownloadAsync returned a download that its policy does not allow. Change the DownloadRequest or the policy.", e);
        }
    }
}
