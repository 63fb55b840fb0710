namespace PresignKit.Client.Json;

/// <summary>The answer to POST /slots/renew.</summary>
internal sealed class RenewAnswer
{
    public required string Token { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
