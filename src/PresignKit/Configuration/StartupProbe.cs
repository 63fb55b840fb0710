namespace PresignKit;

/// <summary>Whether stores are probed when the host starts: whether each profile promises what its store keeps.</summary>
public enum StartupProbe
{
    /// <summary>They are not.</summary>
    Off,

    /// <summary>They are, beside the start and never in its way: what is found goes to the log.</summary>
    Warn,

    /// <summary>They are, and the host does not start while a profile promises more than its store keeps, or a store cannot be probed.</summary>
    Require,
}
