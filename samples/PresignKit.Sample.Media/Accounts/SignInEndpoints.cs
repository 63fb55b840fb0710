using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using PresignKit.Sample.Media.Web;

namespace PresignKit.Sample.Media.Accounts;

/// <summary>Signs in without a password: this is a demo.</summary>
internal static class SignInEndpoints
{
    public static void MapDemoSignIn(this IEndpointRouteBuilder app)
    {
        var demo = app.MapGroup("/demo").WithTags("Demo").AllowAnonymous().AddEndpointFilter(RefuseOtherSites);

        demo.MapPost("/sign-in", async Task<Results<Ok<SignedInUser>, ProblemHttpResult>> (HttpContext context, string? user) =>
        {
            if (user is null || !DemoUsers.Names.TryGetValue(user, out var name))
            {
                return Problems.Of(
                    StatusCodes.Status400BadRequest,
                    "unknown-user",
                    $"Unknown user. The demo has the users {string.Join(" and ", DemoUsers.Names.Keys)}.");
            }

            ClaimsIdentity identity = new(
                [new(ClaimTypes.NameIdentifier, user), new(ClaimTypes.Name, name)],
                CookieAuthenticationDefaults.AuthenticationScheme);
            await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
            return TypedResults.Ok(new SignedInUser(user, name));
        }).ProducesProblem(StatusCodes.Status400BadRequest);

        demo.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync();
            return TypedResults.NoContent();
        });

        // Not 401 for visitors, because then every first visit would show an error in the browser's console.
        demo.MapGet("/me", (ClaimsPrincipal user) => new SignedInUser(
            user.FindFirstValue(ClaimTypes.NameIdentifier), user.FindFirstValue(ClaimTypes.Name)));
    }

    // A form on another site could post here without a preflight, and SameSite does not help before there is a cookie. Browsers send
    // Sec-Fetch-Site; other clients do not.
    private static ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            ? next(invocation)
            : ValueTask.FromResult<object?>(Problems.Of(
                StatusCodes.Status403Forbidden, "other-site", "Sign in and out on this site's own pages."));
}
