namespace PresignKit;

/// <summary>Whether stores are checked when the host starts.</summary>
public enum StartupCheck
{
    /// <summary>They are not.</summary>
    Off,

    /// <summary>They are, beside the start and never in its way: what is found goes to the log.</summary>
    Warn,

    /// <summary>They are, and the host does not start while a store has a finding of severity <see cref="FindingSeverity.Error"/>, an unreachable network included.</summary>
    Require,
}
