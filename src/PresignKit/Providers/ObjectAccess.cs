namespace PresignKit.Providers;

/// <summary>What a signed request does with an object.</summary>
public enum ObjectAccess
{
    /// <summary>Reads its bytes (GET).</summary>
    Read,

    /// <summary>Reads its properties (HEAD).</summary>
    Head,

    /// <summary>Deletes it (DELETE).</summary>
    Delete,
}
