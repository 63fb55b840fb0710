namespace PresignKit;

/// <summary>What completion does with an upload whose first bytes contradict its content type.</summary>
/// <remarks>
/// No mode accepts active content (HTML, SVG, XML, scripts) under a type that browsers display, unless the policy lists the type in
/// <see cref="UploadPolicyOptions.AllowedActiveContentTypes"/>.
/// </remarks>
public enum ContentCheckMode
{
    /// <summary>The upload is refused.</summary>
    Require,

    /// <summary>
    /// The upload is accepted, and <see cref="UploadVerification.Content"/> says <see cref="ContentMatch.Contradicts"/>. Active content is
    /// refused under every type.
    /// </summary>
    Report,

    /// <summary>
    /// The first bytes are read only if browsers display the type (images, audio, video, fonts, text, PDF, JSON), and only to refuse active content.
    /// </summary>
    Off,
}
