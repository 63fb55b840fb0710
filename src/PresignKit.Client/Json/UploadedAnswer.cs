namespace PresignKit.Client.Json;

/// <summary>The answer to POST /slots/uploaded: what the store has received.</summary>
internal sealed class UploadedAnswer
{
    public required IReadOnlyList<UploadedPart> Parts { get; init; }
}
