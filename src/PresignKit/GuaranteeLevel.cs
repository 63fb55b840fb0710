namespace PresignKit;

/// <summary>Who enforces one guarantee of an upload slot.</summary>
public enum GuaranteeLevel
{
    /// <summary>Neither the store nor completion: the holder of the slot can break it unnoticed.</summary>
    NotEnforced,

    /// <summary>The store does not, but completion verifies it before the upload is accepted.</summary>
    VerifiedOnCompletion,

    /// <summary>The store: it refuses an upload that breaks the guarantee.</summary>
    EnforcedByStore,
}
