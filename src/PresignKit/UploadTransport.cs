namespace PresignKit;

/// <summary>How the holder of a slot sends the file.</summary>
public enum UploadTransport
{
    /// <summary>One HTTP PUT whose body is the file.</summary>
    Put,

    /// <summary>One HTML form POST with the fields of <see cref="PresignedUpload.RevealFields"/> and the file.</summary>
    Post,

    /// <summary>
    /// One HTTP PUT for each part of the file, each signed when it is needed, and completed by the backend: for files of any size, and for uploads
    /// that go on after a lost connection.
    /// </summary>
    Multipart,
}
