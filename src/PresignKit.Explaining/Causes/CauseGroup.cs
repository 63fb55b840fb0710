namespace PresignKit.Explaining.Causes;

/// <summary>What a cause is about. An answer can be about some of it only.</summary>
[Flags]
internal enum CauseGroup
{
    None = 0,

    /// <summary>The form of the URL.</summary>
    Url = 1,

    /// <summary>The time, which stores check before the signature.</summary>
    Time = 2,

    /// <summary>The access key, its secret, and the session token.</summary>
    Account = 4,

    /// <summary>What was changed after signing.</summary>
    Signature = 8,

    /// <summary>The fields of a form.</summary>
    Form = 16,

    /// <summary>Causes that look for an answer of their own, so that they apply whenever they are found.</summary>
    Answer = 32,

    All = Url | Time | Account | Signature | Form | Answer,
}
