namespace PresignKit.Client.Json;

/// <summary>The answer to POST /slots.</summary>
internal sealed class OpenAnswer
{
    public required string Token { get; init; }

    public required string Transport { get; init; }

    public SignedRequest? Request { get; init; }

    public PlanAnswer? Multipart { get; init; }

    public string? TransferChecksum { get; init; }

    public required string Key { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }
}
