using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.LocalS3;

/// <summary>The sample with its default settings.</summary>
public sealed class LocalS3Site(Chromium chromium) : MediaSite(chromium, new LocalS3Store(), SiteRules.Default);

/// <summary>The same, but everything expires within seconds.</summary>
public sealed class ShortLivedLocalS3Site(Chromium chromium) : MediaSite(chromium, new LocalS3Store(), SiteRules.ShortLived);

/// <summary>The same, and ffmpeg makes a stream of each upload.</summary>
public sealed class StreamingLocalS3Site(Chromium chromium) : MediaSite(chromium, new LocalS3Store(), SiteRules.Streaming);
