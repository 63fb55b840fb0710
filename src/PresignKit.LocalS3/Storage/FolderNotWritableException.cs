namespace PresignKit.LocalS3.Storage;

/// <summary>The store's folder cannot be created or written. Where the folder is a default, the next best one is tried.</summary>
internal sealed class FolderNotWritableException(string message, Exception innerException) : InvalidOperationException(message, innerException)
{
    /// <summary>Whether the folder was in use before. Another folder in its place would hide its objects.</summary>
    public bool HasObjects { get; init; }
}
