namespace PresignKit;

/// <summary>The result of setting up one part of a store.</summary>
public enum SetupStatus
{
    /// <summary>The store already has what is required; nothing was changed.</summary>
    Sufficient,

    /// <summary>The store was changed and now has what is required.</summary>
    Changed,

    /// <summary>
    /// The backend's credentials do not permit the change. Someone who is permitted can use <see cref="SetupOutcome.Configuration"/> and
    /// <see cref="SetupOutcome.Command"/>.
    /// </summary>
    NotPermitted,

    /// <summary>The store or its provider does not support this, or the store accepts it and ignores it; the message says which.</summary>
    NotOffered,

    /// <summary>The store does not have what is required. It was only compared; <see cref="SetupOutcome.Configuration"/> has what would be written.</summary>
    Missing,

    /// <summary>
    /// It was set, but shut out the application or changed settings of others, and was withdrawn at once; the message says what to change first.
    /// </summary>
    Withdrawn,

    /// <summary>
    /// What others have set opens the bucket to everybody. Nothing was changed; <see cref="SetupOutcome.Configuration"/> has what is required, without it.
    /// </summary>
    Unsafe,
}
