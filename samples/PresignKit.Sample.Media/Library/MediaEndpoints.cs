using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PresignKit.AspNetCore;
using PresignKit.Sample.Media.Catalog;
using PresignKit.Sample.Media.Streams;
using PresignKit.Sample.Media.Web;

namespace PresignKit.Sample.Media.Library;

/// <summary>The library and the media page: metadata from the catalog, and signed URLs for the bytes.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder app)
    {
        var media = app.MapGroup("/api/media")
            .WithTags("Media")
            .RequireAuthorization()
            .AddEndpointFilter(SignedUrlResponses.Protect)
            .ProducesProblem(StatusCodes.Status401Unauthorized);

        media.MapGet("/", ListAsync);
        media.MapPost("/demo", AddDemoAsync);
        media.MapGet("/{id}", GetAsync).ProducesProblem(StatusCodes.Status404NotFound);
        media.MapGet("/{id}/stream", StreamAsync).Produces(StatusCodes.Status302Found).ProducesProblem(StatusCodes.Status404NotFound);
        media.MapPatch("/{id}", RenameAsync)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        media.MapDelete("/{id}", DeleteAsync).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IReadOnlyList<MediaSummary>> ListAsync(
        ClaimsPrincipal user, MediaCatalog catalog, MediaUrls urls, CancellationToken cancellationToken)
    {
        var userId = UserId(user);
        var items = await catalog.Items.AsNoTracking()
            .Where(item => item.UserId == userId)
            .OrderByDescending(item => item.UploadedAt)
            .ToListAsync(cancellationToken);
        var previews = await urls.PreviewsAsync(items, cancellationToken);
        return [.. items.Zip(previews, MediaSummary.Of)];
    }

    private static async Task<Results<Ok<MediaDetail>, ProblemHttpResult>> GetAsync(
        string id, ClaimsPrincipal user, MediaCatalog catalog, MediaUrls urls, CancellationToken cancellationToken, string? links = null)
    {
        var item = await catalog.FindAsync(UserId(user), id, cancellationToken);
        return item is null ? Problems.NotFound() : TypedResults.Ok(await urls.DetailAsync(item, IsShort(links), cancellationToken));
    }

    /// <summary>
    /// A permanent address that the user's own devices can share: it always redirects to a fresh signed URL. Players follow it once and
    /// send every later Range request to the store.
    /// </summary>
    private static async Task<IResult> StreamAsync(
        string id, ClaimsPrincipal user, MediaCatalog catalog, MediaUrls urls, CancellationToken cancellationToken)
    {
        var item = await catalog.FindAsync(UserId(user), id, cancellationToken);
        return item is null ? Problems.NotFound() : new PresignedRedirect(await urls.StreamAsync(item, isShort: false, cancellationToken));
    }

    /// <summary>Adds the film that comes with the sample, so that there is something to play without ffmpeg and without a file.</summary>
    private static async Task<Ok<MediaDetail>> AddDemoAsync(ClaimsPrincipal user, DemoFilm film, MediaUrls urls, CancellationToken cancellationToken) =>
        TypedResults.Ok(await urls.DetailAsync(await film.AddAsync(UserId(user)!, cancellationToken), isShort: false, cancellationToken));

    private static async Task<Results<Ok<MediaDetail>, ProblemHttpResult>> RenameAsync(
        string id,
        MediaRename rename,
        ClaimsPrincipal user,
        MediaCatalog catalog,
        MediaUrls urls,
        CancellationToken cancellationToken)
    {
        if (MediaTitle.Clean(rename.Title) is not { } title)
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest, "title-invalid", $"A title has 1 to {MediaTitle.MaximumLength} characters.");
        }

        var item = await catalog.ChangeAsync(UserId(user), id, found => found.Title = title, cancellationToken);
        return item is null ? Problems.NotFound() : TypedResults.Ok(await urls.DetailAsync(item, isShort: false, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, ClaimsPrincipal user, MediaCatalog catalog, DiscardedObjects discarded, CancellationToken cancellationToken)
    {
        // One transaction removes the row and records its objects for deletion.
        var item = await catalog.ChangeAsync(UserId(user), id, catalog.Discard, cancellationToken);
        if (item is null)
        {
            return Problems.NotFound();
        }

        // The deletion is decided: it continues even if the browser disconnects.
        await discarded.DeleteAsync(CancellationToken.None);
        return TypedResults.NoContent();
    }

    // To try it: the page keeps playing with URLs that expire every 20 seconds.
    private static bool IsShort(string? links) => links == "short";

    private static string? UserId(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);
}
