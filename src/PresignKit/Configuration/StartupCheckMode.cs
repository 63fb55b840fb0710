namespace PresignKit;

/// <summary>
/// Specifies what <see cref="PresignKitOptions.StartupCheck"/> and <see cref="PresignKitOptions.StartupProbe"/> do when the host starts.
/// </summary>
public enum StartupCheckMode
{
    /// <summary>Nothing is checked.</summary>
    Off,

    /// <summary>The stores are checked in the background, once the host has started. Findings are logged and never stop the host.</summary>
    Warn,

    /// <summary>
    /// The stores are checked before the host has started. If a store has a finding of severity <see cref="FindingSeverity.Error"/>,
    /// the host does not start. A store that cannot be reached is such a finding.
    /// </summary>
    Require,
}
