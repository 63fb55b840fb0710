using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>An upload that was not what was declared. The object has been deleted.</summary>
public sealed record RefusedUpload
{
    /// <summary>Who completed it: the user whom the slot was issued to.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The id of <see cref="User"/>; null for an anonymous user.</summary>
    public required string? UserId { get; init; }

    /// <summary>The name of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The object that was: the slot's own key.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The client's name for the file, as it was accepted.</summary>
    public required string FileName { get; init; }

    /// <summary>The declared content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What the client sent for the application when it opened the slot.</summary>
    public required IReadOnlyDictionary<string, string> Context { get; init; }

    /// <summary>Why: a stable code of <see cref="ErrorCodes"/>, such as <c>content-mismatch</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Reason { get; init; }
}
