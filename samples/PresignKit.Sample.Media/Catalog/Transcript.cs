namespace PresignKit.Sample.Media.Catalog;

/// <summary>The transcript of a video: WebVTT or plain text.</summary>
internal sealed class Transcript
{
    public required string SlotKey { get; init; }

    public required string Key { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
