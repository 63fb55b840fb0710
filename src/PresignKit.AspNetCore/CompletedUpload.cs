using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>An upload that arrived and is what was declared.</summary>
public sealed record CompletedUpload
{
    /// <summary>Who completed it: the user whom the slot was issued to.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The id of <see cref="User"/>; null for an anonymous user.</summary>
    public required string? UserId { get; init; }

    /// <summary>The name of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>
    /// The key that the slot writes. Every slot has its own: it is what makes <see cref="IPresignKitApplication.AcceptAsync"/>
    /// idempotent.
    /// </summary>
    public required ObjectKey SlotKey { get; init; }

    /// <summary>
    /// Where the verified object is: record this one for downloads. It is <see cref="SlotKey"/>, unless the policy freezes uploads
    /// (<see cref="UploadPolicyOptions.Freeze"/>): then it is a copy that no slot can write, and two versions have two keys.
    /// </summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The client's name for the file, as it was accepted.</summary>
    public required string FileName { get; init; }

    /// <summary>The content type: declared, stored and not contradicted by the first bytes.</summary>
    public required string ContentType { get; init; }

    /// <summary>The size in bytes, as the store has it.</summary>
    public required long Size { get; init; }

    /// <summary>The entity tag of the version that was verified, quotes included. Keep it where uploads are neither write-once nor frozen.</summary>
    public required string ETag { get; init; }

    /// <summary>What the client sent for the application when it opened the slot.</summary>
    public required IReadOnlyDictionary<string, string> Context { get; init; }
}
