using Microsoft.AspNetCore.Authentication.Cookies;

namespace PresignKit.Sample.Media.Accounts;

/// <summary>The cookie of the signed-in user.</summary>
internal static class DemoCookie
{
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "presignkit-media";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;

        // The pages use fetch, which would follow a redirect to a sign-in page and treat it as the response.
        options.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
