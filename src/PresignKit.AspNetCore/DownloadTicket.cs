using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>One request of one user for a download URL.</summary>
public sealed record DownloadTicket
{
    /// <summary>The user who makes the request.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The ID of <see cref="User"/>, as returned by <see cref="PresignKitEndpointOptions.UserId"/>.</summary>
    /// <value>Null for an anonymous user.</value>
    public required string? UserId { get; init; }

    /// <summary>The application's own ID, from the path of the request. Untrusted text of at most 256 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Names the type only: the ID is untrusted text, and some applications treat such IDs as secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => $"{nameof(DownloadTicket)} <redacted>";
}
