namespace PresignKit.Setup;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>It works, but not everywhere or not for long, or it could not be found out.</summary>
    Warning,

    /// <summary>Uploads, downloads or completions fail.</summary>
    Error,
}
