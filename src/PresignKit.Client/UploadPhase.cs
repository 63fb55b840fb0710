namespace PresignKit.Client;

/// <summary>What an upload is doing.</summary>
public enum UploadPhase
{
    /// <summary>The source is read, and a slot is opened, or found again.</summary>
    Opening,

    /// <summary>The file is sent.</summary>
    Sending,

    /// <summary>The server verifies the upload.</summary>
    Completing,

    /// <summary>The server has accepted the upload.</summary>
    Completed,
}
