namespace PresignKit;

/// <summary>Whether a slot needs the checksum of the file beforehand.</summary>
public enum ChecksumRule
{
    /// <summary>A client may declare a SHA-256; it is then signed.</summary>
    NotRequired,

    /// <summary>A client must declare the SHA-256 of the file.</summary>
    Sha256Required,
}
