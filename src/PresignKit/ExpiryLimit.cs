namespace PresignKit;

/// <summary>What set the expiry of a grant: the shortest of three.</summary>
public enum ExpiryLimit
{
    /// <summary>The policy's own expiry.</summary>
    Policy,

    /// <summary>A shorter expiry that the request asked for.</summary>
    Request,

    /// <summary>The store's temporary credentials: nothing signed with them outlives them.</summary>
    Credentials,
}
