using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PresignKit.Recipes.Tests.Avatars;

internal static class AvatarEndpoints
{
    public static void Map(WebApplication app)
    {
        // <recipe:address>
        // Pages use /avatars/USER?v=VERSION, which browsers cache as long as the version stays.
        app.MapGet("/avatars/{user}", async (string user, AvatarCatalog catalog, IPresignedUrlIssuer issuer, HttpContext context) =>
        {
            if (!catalog.TryGetValue(user, out var avatar))
            {
                return Results.NotFound();
            }

            var url = await issuer.IssueDownloadUrlAsync(avatar.Key, new() { Policy = "avatar" }, context.RequestAborted);
            context.Response.Headers.CacheControl = "private, max-age=600";    // less than the lifetime of the signed URL
            return Results.Redirect(url.RevealUrl());
        });

        // </recipe:address>
    }
}
