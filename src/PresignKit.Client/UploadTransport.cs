namespace PresignKit.Client;

/// <summary>How a file is sent. The server chooses.</summary>
public enum UploadTransport
{
    /// <summary>In one PUT request.</summary>
    Put,

    /// <summary>In one form.</summary>
    Post,

    /// <summary>In parts, several at a time. Only such an upload goes on where it was; the others begin again.</summary>
    Multipart,
}
