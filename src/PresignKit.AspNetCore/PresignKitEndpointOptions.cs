using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>
/// The settings of the endpoints, from code or from <c>PresignKit:Endpoints</c>; configuration has the last word. Checked when
/// the host starts.
/// </summary>
public sealed class PresignKitEndpointOptions
{
    /// <summary>
    /// How long after a slot's expiry it can still be completed: an upload that began in time may end later. Zero to 7 days.
    /// </summary>
    /// <value>1 hour.</value>
    public TimeSpan CompletionGrace { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Finds the stable, unique id of a user, which slot tokens are bound to. An authenticated user without one is an error:
    /// such users could complete each other's slots. From code only.
    /// </summary>
    /// <value>The claim <see cref="ClaimTypes.NameIdentifier"/>, else <c>sub</c>.</value>
    public Func<ClaimsPrincipal, string?> UserId { get; set; } =
        static user => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub");
}
