namespace PresignKit;

/// <summary>How the holder of a slot sends the file.</summary>
public enum UploadTransport
{
    /// <summary>One HTTP PUT whose body is the file: <see cref="UploadSlot.Put"/>.</summary>
    Put,

    /// <summary>One HTML form POST: <see cref="UploadSlot.Post"/>.</summary>
    Post,
}
