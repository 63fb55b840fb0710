namespace PresignKit;

/// <summary>How one part of a store's set-up ended.</summary>
public enum SetupStatus
{
    /// <summary>The store answers as required already; nothing was changed.</summary>
    Sufficient,

    /// <summary>The store was changed and answers as required from now on.</summary>
    Changed,

    /// <summary>The backend's credentials may not change it: <see cref="SetupOutcome.Configuration"/> and <see cref="SetupOutcome.Command"/> are for somebody whose may.</summary>
    NotPermitted,

    /// <summary>The store, or its provider, has none that could be changed from here, or takes it and does not keep it; the message says which.</summary>
    NotOffered,

    /// <summary>The store does not answer as required. It was only compared: <see cref="SetupOutcome.Configuration"/> is what setting it up would write.</summary>
    Missing,

    /// <summary>It was set, shut the application or others' settings out, and was taken back at once; the message says what to change first.</summary>
    Withdrawn,
}
