using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>A user asks to complete a slot.</summary>
public sealed record CompletionAttempt
{
    /// <summary>Who asks: the user whom the slot was issued to.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The id of <see cref="User"/>; null for an anonymous user.</summary>
    public required string? UserId { get; init; }

    /// <summary>The name of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The key that the slot writes. Every slot has its own: it is what an acceptance is found by.</summary>
    public required ObjectKey SlotKey { get; init; }

    /// <summary>The client's name for the file, as it was accepted.</summary>
    public required string FileName { get; init; }

    /// <summary>The declared content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What the client sent for the application when it opened the slot.</summary>
    public required IReadOnlyDictionary<string, string> Context { get; init; }
}
