namespace PresignKit;

/// <summary>How a browser treats a download.</summary>
public enum DispositionType
{
    /// <summary>The browser saves it.</summary>
    Attachment,

    /// <summary>The browser shows or plays it if the download policy's inline list has its content type; otherwise the browser saves it.</summary>
    Inline,
}
