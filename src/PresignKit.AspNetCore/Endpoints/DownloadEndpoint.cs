using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>GET /downloads/{id}: the application says which object an id stands for, then the store's issuer signs.</summary>
internal sealed class DownloadEndpoint(IPresignedUrlIssuerFactory issuers, UserIdentity identity)
{
    private const int MaximumIdLength = 256;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/downloads/{id}", HandleAsync)
        .WithSummary("Get a download URL")
        .WithDescription("Answers a signed URL that reads one object straight from the object store, Range requests included.")
        .Produces<DownloadResponse>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway, StatusCodes.Status503ServiceUnavailable);

    private static Task<IResult> HandleAsync(
        HttpContext context,
        [FromRoute] string id,
        [FromServices] DownloadEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.ResolveAsync(id, application, context);

    private async Task<IResult> ResolveAsync(string id, IPresignKitApplication application, HttpContext context)
    {
        var attempt = new DownloadAttempt { User = context.User, UserId = identity.Find(context.User), Id = id };
        var target = id.Length > MaximumIdLength
            ? null
            : await application.ResolveDownloadAsync(attempt, context.RequestAborted).ConfigureAwait(false);
        if (target is null)
        {
            throw new EndpointException(EndpointErrorCodes.NotFound, "There is nothing to download under this id.");
        }

        try
        {
            var url = await issuers.GetIssuer(target.Store)
                .IssueDownloadUrlAsync(target.Key, target.Request, context.RequestAborted)
                .ConfigureAwait(false);
            return Results.Json(
                new DownloadResponse { Url = url.RevealUrl(), ExpiresAt = url.ExpiresAt }, EndpointJsonContext.Default.DownloadResponse);
        }
        catch (PolicyViolationException e)
        {
            // The client chose an id, nothing else: the application asked for what its own policy does not allow.
            throw new InvalidOperationException("ResolveDownloadAsync asked for a download that its policy does not allow.", e);
        }
    }
}
