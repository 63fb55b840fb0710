using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace PresignKit.AspNetCore;

/// <summary>
/// Redirects (302) to a signed URL, byte for byte as it was signed: for addresses in HTML, such as <c>&lt;img src="/pictures/42"&gt;</c> or
/// <c>&lt;video src="/films/42"&gt;</c>. Return it from an endpoint that has checked permissions.
/// </summary>
/// <remarks>
/// <para>The address of the page does not reach the store (<c>Referrer-Policy: no-referrer</c>).</para>
/// <para>
/// A browser follows it with the method of its own request, and the URL was signed for one method only: a HEAD of the endpoint becomes a HEAD of the store, which
/// stores refuse for a URL that was signed for GET.
/// </para>
/// </remarks>
public sealed class PresignedRedirect : IResult, IStatusCodeHttpResult
{
    private readonly PresignedUrl _url;

    /// <summary>Creates the redirect.</summary>
    /// <param name="url">The URL, signed for GET or HEAD. Its holder must not have to send headers, which a redirect cannot add.</param>
    /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
    /// <exception cref="ArgumentException">The URL is signed for another method, or its holder must send headers.</exception>
    public PresignedRedirect(PresignedUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!HttpMethods.IsGet(url.Method) && !HttpMethods.IsHead(url.Method))
        {
            throw new ArgumentException(
                $"The URL is signed for {url.Method}, but browsers follow a redirect with GET or HEAD. Answer with the URL instead.", nameof(url));
        }

        if (url.Headers.Count > 0)
        {
            throw new ArgumentException(
                $"The holder of the URL must send {string.Join(", ", url.Headers.Keys)}, which a redirect cannot add. Answer with the URL and its headers instead.",
                nameof(url));
        }

        _url = url;
    }

    /// <summary>
    /// How long a browser may follow the redirect again without asking the application, so that a second view of a page causes no request. A user whose right is
    /// withdrawn keeps it for that long. Never more than two thirds of the time for which the URL is still valid (<see cref="UrlRefresh"/>): what the redirect leads to has at
    /// least half as long again. Shared caches never keep it.
    /// </summary>
    /// <value>Zero: not at all (<c>no-store</c>).</value>
    public TimeSpan MaximumAge { get; init; }

    /// <summary>302.</summary>
    public int? StatusCode => StatusCodes.Status302Found;

    /// <summary>Writes the redirect.</summary>
    /// <param name="httpContext">The request. The time is that of its <see cref="TimeProvider"/>.</param>
    /// <returns>A completed task.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="httpContext"/> is null.</exception>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = _url.RevealUrl();
        response.Headers.CacheControl = CacheControl(httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    /// <summary>The type and what the URL may be shown of.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{nameof(PresignedRedirect)} {_url}";

    private string CacheControl(DateTimeOffset now)
    {
        var longest = UrlRefresh.After(_url.ExpiresAt, now);
        var seconds = (MaximumAge < longest ? MaximumAge : longest).Ticks / TimeSpan.TicksPerSecond;
        return seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"private, max-age={seconds}") : CacheControlHeaderValue.NoStoreString;
    }
}
