namespace PresignKit.Sample.Media.Catalog;

/// <summary>One video of one user, and its transcript. The bytes are in the store; the rest of what the pages need is here.</summary>
internal sealed class MediaItem
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The key of the slot it was uploaded with. It is unique, which makes acceptance idempotent.</summary>
    public required string SlotKey { get; init; }

    /// <summary>Where the video is in the store: under the slot's key, or under another one if it was frozen.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }

    /// <summary>The user's name for the file; downloads are saved under it.</summary>
    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public Transcript? Transcript { get; set; }

    public StreamState StreamState { get; set; }

    public MediaStream? Stream { get; set; }

    /// <summary>Counts the changes: a change to an older revision is refused.</summary>
    public int Revision { get; set; }
}
