namespace PresignKit;

/// <summary>What completion does with an upload whose first bytes neither fit nor contradict its content type.</summary>
public enum UnknownContentRule
{
    /// <summary>The upload is accepted.</summary>
    Accept,

    /// <summary>The application decides by <see cref="UploadVerification.Content"/>, which is <see cref="ContentMatch.Unknown"/>.</summary>
    Ask,

    /// <summary>The upload is refused with <see cref="ErrorCodes.ContentUnknown"/>.</summary>
    Refuse,
}
