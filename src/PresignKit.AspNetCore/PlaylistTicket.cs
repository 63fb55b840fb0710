using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>One request of one user for a playlist, or for a decryption key that a playlist names.</summary>
public sealed record PlaylistTicket
{
    /// <summary>The user who makes the request.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The ID of <see cref="User"/>, as returned by <see cref="PresignKitEndpointOptions.UserId"/>.</summary>
    /// <value>Null for an anonymous user.</value>
    public required string? UserId { get; init; }

    /// <summary>The application's own ID, from the path of the request. Untrusted text of at most 256 characters.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// What follows the ID in the path of the request: the name of a playlist or of a key below the grant's root. Untrusted, but it can be part of an object
    /// key: no <c>..</c>, no empty segments.
    /// </summary>
    /// <value>Null: the playlist that the grant names.</value>
    public string? Path { get; init; }

    /// <summary>Names the type only: ID and path are untrusted text, and some applications treat such IDs as secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => $"{nameof(PlaylistTicket)} <redacted>";
}
