namespace PresignKit;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Nothing is wrong, but something could be improved.</summary>
    Information,

    /// <summary>It works, but not everywhere or not for long, or the check could not determine it.</summary>
    Warning,

    /// <summary>Uploads, downloads, or completions fail, or a guarantee is reported that is not kept.</summary>
    Error,
}
