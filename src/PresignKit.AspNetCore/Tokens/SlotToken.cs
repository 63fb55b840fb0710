using System.Security.Claims;

namespace PresignKit.AspNetCore.Tokens;

/// <summary>Everything that completion needs to know about a slot. It travels through the client, protected, so no table is needed.</summary>
internal sealed record SlotToken
{
    public required string StoreName { get; init; }

    public required string Policy { get; init; }

    public required ObjectKey Key { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required string FileName { get; init; }

    public required string? UserId { get; init; }

    public required IReadOnlyDictionary<string, string> Context { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The token as the application sees it.</summary>
    /// <param name="user">The user whom the token was issued to.</param>
    public UploadTicket ToTicket(ClaimsPrincipal user) => new()
    {
        User = user,
        UserId = UserId,
        StoreName = StoreName,
        Policy = Policy,
        SlotKey = Key,
        FileName = FileName,
        ContentType = ContentType,
        Size = Size,
        Context = Context,
    };
}
