namespace PresignKit.Sample.Media.Catalogue;

/// <summary>One video of one user, and the transcript beside it. The bytes are in the store; here is what the pages need to know.</summary>
internal sealed class MediaItem
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The key of the slot it was uploaded with. Unique, and so what makes accepting an upload idempotent.</summary>
    public required string SlotKey { get; init; }

    /// <summary>Where the video is in the store: under the slot's key, or under another one if it was frozen.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }

    /// <summary>The name the user gave the file; a download is saved under it.</summary>
    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public Transcript? Transcript { get; set; }

    /// <summary>Counts the changes: a change of an older revision is refused.</summary>
    public int Revision { get; set; }
}
