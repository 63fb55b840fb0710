using System.Security.Claims;

namespace PresignKit.AspNetCore.Tokens;

/// <summary>Everything that completion needs to know about a slot. It travels through the client, protected, so no table is needed.</summary>
internal sealed record SlotToken
{
    /// <summary>What the slot was opened for.</summary>
    public required DeclaredUpload Upload { get; init; }

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
        StoreName = Upload.StoreName,
        Policy = Upload.Policy,
        SlotKey = Upload.Key,
        Destination = Upload.Destination,
        FileName = FileName,
        ContentType = Upload.ContentType,
        Size = Upload.Size,
        MaximumSize = Upload.AllowedSizes?.Maximum ?? long.MaxValue,
        Context = Context,
    };
}
