namespace PresignKit.Client.Json;

/// <summary>The body of the calls that need nothing but the token.</summary>
internal sealed class TokenBody
{
    public required string Token { get; init; }
}
