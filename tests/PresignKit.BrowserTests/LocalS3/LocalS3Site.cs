using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.LocalS3;

/// <summary>The sample as it starts in one command.</summary>
public sealed class LocalS3Site(Chromium chromium) : MediaSite(chromium, new LocalS3Store(), SiteRules.Usual);

/// <summary>The same, where everything expires within seconds.</summary>
public sealed class ShortLivedLocalS3Site(Chromium chromium) : MediaSite(chromium, new LocalS3Store(), SiteRules.ShortLived);
