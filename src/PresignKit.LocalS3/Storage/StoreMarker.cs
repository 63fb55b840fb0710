namespace PresignKit.LocalS3.Storage;

/// <summary>The content of the file that marks a folder as one of this store.</summary>
internal sealed record StoreMarker
{
    /// <summary>The format that this version reads and writes. Raise it with every change that an older version would misread.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>For a person who finds the folder.</summary>
    public string Note { get; init; } = "Objects of PresignKit.LocalS3. To start over, stop the application and delete this folder.";
}
