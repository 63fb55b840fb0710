
namespace PresignKit.AspNetCore.Tokens;

/// <summary>All that completion needs to know of a slot. It travels through the client, protected, so that no table is needed.</summary>
internal sealed record SlotToken
{
    public required string Store { get; init; }

    public required string Policy { get; init; }

    public required ObjectKey Key { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required string FileName { get; init; }

    public required string? UserId { get; init; }

    public required IReadOnlyDictionary<string, string> Context { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
