namespace PresignKit.Client.Json;

/// <summary>A part that the store has received.</summary>
internal sealed class UploadedPart
{
    public required int Number { get; init; }

    public required long Size { get; init; }

    public string? Md5 { get; init; }
}
