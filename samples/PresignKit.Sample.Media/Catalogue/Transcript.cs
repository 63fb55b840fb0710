namespace PresignKit.Sample.Media.Catalogue;

/// <summary>The text that goes with a video: WebVTT or plain text.</summary>
internal sealed class Transcript
{
    public required string SlotKey { get; init; }

    public required string Key { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
