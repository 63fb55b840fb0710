namespace PresignKit.Client.Json;

/// <summary>The checksums of what was read from the source, one for each part, in order.</summary>
internal sealed class ChecksumsBody
{
    public required string Algorithm { get; init; }

    public required IReadOnlyList<string> Parts { get; init; }
}
