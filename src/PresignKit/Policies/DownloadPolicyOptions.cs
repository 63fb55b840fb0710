using PresignKit.Content;

namespace PresignKit;

/// <summary>
/// The settings of one download policy, from code or from <c>PresignKit:DownloadPolicies:NAME</c>. All are validated when the host
/// starts.
/// </summary>
public sealed class DownloadPolicyOptions
{
    /// <summary>
    /// How long a URL is valid: 1 second to 7 days, in whole seconds. For streaming, it must be longer than the medium and all pauses, because
    /// players send every later Range request to the same URL.
    /// </summary>
    /// <value>15 minutes.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The shortest lifetime that is acceptable if the store's temporary credentials expire before <see cref="Lifetime"/> has passed: 1 second
    /// to <see cref="Lifetime"/>, in whole seconds. New credentials are requested first; if they do not last long enough either, the
    /// request fails with <see cref="ErrorCodes.CredentialsTooShort"/>. A request may still ask for a shorter lifetime.
    /// </summary>
    /// <value>Null: a URL may be valid for as short a time as the credentials are.</value>
    public TimeSpan? MinimumLifetime { get; set; }

    /// <summary>Whether the browser saves or shows the file if the request does not specify it.</summary>
    /// <value><see cref="DispositionType.Attachment"/>.</value>
    public DispositionType Disposition { get; set; }

    /// <summary>
    /// The exact content types that browsers may show or play in the store's origin. Everything else is an attachment. Active content
    /// (HTML, SVG, XML, scripts) is rejected here.
    /// </summary>
    /// <value>Common images, audio, video, <c>text/plain</c>, and <c>text/vtt</c>.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> InlineContentTypes
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [.. InlineTypes.Default];

    /// <summary>The Cache-Control header that the store answers with.</summary>
    /// <value>
    /// Null: <c>private,max-age=SECONDS</c>, as long as a URL can be valid, so only the browser keeps the response, and no longer than that.
    /// If <see cref="StableWindow"/> is zero: the one that was stored with the object.
    /// </value>
    public string? CacheControl { get; set; }

    /// <summary>
    /// Whether the store answers with the Cache-Control header that was stored with the object. Browsers may have stored
    /// <c>max-age=0</c>: Chromium adds it to uploads that must not replace an object.
    /// </summary>
    /// <value>False.</value>
    public bool UseStoredCacheControl { get; set; }

    /// <summary>
    /// Whether URLs leave all response headers to the store: it answers with what was stored with the object, including its content type and disposition. A
    /// request that asks for a file name, a type, a disposition, or another response header is then refused. Use it for segments of a playlist, whose URLs
    /// become shorter, and for a CDN that does not pass such parameters on.
    /// </summary>
    /// <value>False: browsers save what is not on <see cref="InlineContentTypes"/>, whatever was stored.</value>
    public bool UseStoredHeaders { get; set; }

    /// <summary>
    /// The length of the windows in which the same object has the same URL, so that browsers can cache it: zero or a positive number of whole
    /// seconds. A URL is then valid for <see cref="Lifetime"/> and up to one window more; together they must not exceed 7 days. Zero: every
    /// URL is new, and valid for exactly <see cref="Lifetime"/>.
    /// </summary>
    /// <value>
    /// Null: as long as <see cref="Lifetime"/>, but at most 15 minutes. Requests with a lifetime of their own have no window.
    /// </value>
    public TimeSpan? StableWindow { get; set; }
}
