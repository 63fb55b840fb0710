namespace PresignKit.Client.Json;

/// <summary>The answer to POST /slots/parts.</summary>
internal sealed class PartsAnswer
{
    public required IReadOnlyList<SignedRequest> Parts { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
