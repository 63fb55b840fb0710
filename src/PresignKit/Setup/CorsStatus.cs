namespace PresignKit.Setup;

/// <summary>How the set-up of CORS ended.</summary>
public enum CorsStatus
{
    /// <summary>The store answers as required already; nothing was changed.</summary>
    Sufficient,

    /// <summary>The store was changed and answers as required from now on.</summary>
    Changed,

    /// <summary>The backend's credentials may not change it: <see cref="CorsOutcome.Configuration"/> and <see cref="CorsOutcome.Command"/> are for somebody whose may.</summary>
    NotPermitted,

    /// <summary>The store, or its provider, has no CORS that could be changed from here; the message says where it is set.</summary>
    NotOffered,
}
