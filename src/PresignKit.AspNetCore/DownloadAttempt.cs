using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>A user asks for a download URL.</summary>
public sealed record DownloadAttempt
{
    /// <summary>Who asks.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The id of <see cref="User"/> as <see cref="PresignKitEndpointOptions.UserId"/> finds it; null for an anonymous user.</summary>
    public required string? UserId { get; init; }

    /// <summary>The application's own id, from the path. Untrusted text of at most 256 characters.</summary>
    public required string Id { get; init; }
}
