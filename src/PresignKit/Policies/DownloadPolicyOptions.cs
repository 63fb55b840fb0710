using PresignKit.Issuing;

namespace PresignKit;

/// <summary>
/// The settings of one download policy, from code or from <c>PresignKit:DownloadPolicies:NAME</c>. All are checked when the
/// host starts.
/// </summary>
public sealed class DownloadPolicyOptions
{
    /// <summary>
    /// How long a URL lives: 1 second to 7 days, whole seconds. For streaming, longer than the medium and its pauses: players
    /// send every later Range request to the same URL.
    /// </summary>
    /// <value>15 minutes.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a URL has to live at least. Temporary credentials of the store may cut it short: one that would live for less is refused
    /// (<c>credentials-too-short</c>), once credentials that last longer have been asked for. A request that asks for a shorter expiry gets it.
    /// 1 second to <see cref="Lifetime"/>, whole seconds.
    /// </summary>
    /// <value>Null: as long as the credentials allow.</value>
    public TimeSpan? MinimumLifetime { get; set; }

    /// <summary>Saved or shown, where the request does not say.</summary>
    /// <value><see cref="DispositionType.Attachment"/>.</value>
    public DispositionType Disposition { get; set; }

    /// <summary>
    /// The content types that browsers may show or play in the store's origin. Everything else is an attachment. Active content
    /// (HTML, SVG, XML, scripts) is refused here.
    /// </summary>
    /// <value>Null: common images, audio, video, <c>text/plain</c> and <c>text/vtt</c>.</value>
    public IList<string>? InlineContentTypes { get; set; }

    /// <summary>The Cache-Control that the store answers with.</summary>
    /// <value>Null: what the object was stored with.</value>
    public string? CacheControl { get; set; }

    /// <summary>
    /// Signs alike within windows of this length, so that the same object has the same URL and browsers can cache it. A URL then
    /// lives for <see cref="Lifetime"/> and up to one window more.
    /// </summary>
    /// <value>Zero: every URL is new.</value>
    public TimeSpan StableWindow { get; set; }
}
