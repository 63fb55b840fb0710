using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Finds the user ID that tokens are bound to.</summary>
internal sealed class UserIdentity(IOptions<PresignKitEndpointOptions> options)
{
    /// <summary>The user's ID; null only for an anonymous user.</summary>
    /// <exception cref="InvalidOperationException">An authenticated user has no ID.</exception>
    public string? Find(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
        {
            return null;
        }

        var id = options.Value.UserId(user);
        return !string.IsNullOrEmpty(id)
            ? id
            : throw new InvalidOperationException(
                "An authenticated user has no ID, so a slot token cannot be bound to the user. Set a claim that is stable and unique: "
                + "AddEndpoints<TApplication>(options => options.UserId = user => user.FindFirstValue(\"...\")).");
    }
}
