namespace PresignKit;

/// <summary>What determined when a grant expires: the shortest of three lifetimes.</summary>
public enum ExpiryLimit
{
    /// <summary>The policy's lifetime.</summary>
    Policy,

    /// <summary>A shorter lifetime that the request asked for.</summary>
    Request,

    /// <summary>The store's temporary credentials, because nothing that is signed with them outlives them.</summary>
    Credentials,
}
