using PresignKit.Benchmarks.Browser.Links;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>What differs between the sites of the rows.</summary>
internal sealed record SiteSettings
{
    /// <summary>The browser's line to the application and to the store; null: the browser reaches both directly.</summary>
    public ShapedLink? Link { get; init; }

    /// <summary>Sees the bodies on their way to the store. Requires <see cref="Link"/>.</summary>
    public IBodyTap? Tap { get; init; }

    /// <summary>The policy's part size in bytes.</summary>
    public long PartSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>A store that runs already; null: the embedded one.</summary>
    public RunningStore? Store { get; init; }
}
