namespace PresignKit;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Nothing is wrong; it could be better.</summary>
    Information,

    /// <summary>It works, but not everywhere or not for long, or it could not be found out.</summary>
    Warning,

    /// <summary>Uploads, downloads or completions fail, or a guarantee is reported that nobody keeps.</summary>
    Error,
}
