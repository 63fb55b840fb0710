namespace PresignKit.Client.Json;

/// <summary>The body of POST /slots/parts.</summary>
internal sealed class PartsBody
{
    public required string Token { get; init; }

    public required IReadOnlyList<int> Numbers { get; init; }
}
