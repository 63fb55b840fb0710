namespace PresignKit;

/// <summary>How far one promise about an upload slot is kept, and by whom.</summary>
public enum GuaranteeLevel
{
    /// <summary>Nobody keeps it: the holder of the slot can break it unnoticed.</summary>
    NotEnforced,

    /// <summary>The store does not keep it, but completion checks it before the upload is accepted.</summary>
    VerifiedOnCompletion,

    /// <summary>The store itself refuses an upload that breaks it.</summary>
    EnforcedByStore,
}
