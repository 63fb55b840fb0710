using System.Security.Claims;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Finds the user ID that tokens are bound to.</summary>
internal sealed class UserIdentity(IOptions<PresignKitEndpointOptions> options)
{
    private const string SweepAuthentication = "PresignKit.Sweep";

    /// <summary>A principal for what is done on behalf of a user who makes no request: nothing but the ID is known.</summary>
    /// <param name="userId">The ID that a token is bound to; null: the user was anonymous.</param>
    public static ClaimsPrincipal Restore(string? userId) => new(
        userId is null ? new ClaimsIdentity() : new ClaimsIdentity([new(ClaimTypes.NameIdentifier, userId)], SweepAuthentication));

    /// <summary>The user's ID; null only for an anonymous user.</summary>
    /// <exception cref="EndpointException">An authenticated user has no ID.</exception>
    public string? Find(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
        {
            return null;
        }

        var id = options.Value.UserId(user);
        return !string.IsNullOrEmpty(id)
            ? id
            : throw new EndpointException(
                EndpointErrorCodes.UserIdMissing,
                "This account has no ID, so an upload cannot be bound to it. Sign in with another account.",
                cause: new InvalidOperationException(
                    "An authenticated user has no ID, so a slot token cannot be bound to the user. Set a claim that is stable and unique: "
                    + "AddEndpoints<TApplication>(options => options.UserId = user => user.FindFirstValue(\"...\"))."));
    }
}
