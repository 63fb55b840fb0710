using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Ceph;

/// <summary>The sample with <c>--Store ceph</c>.</summary>
public sealed class CephSite(Chromium chromium, CephGateway gateway) : MediaSite(chromium, new CephStore(gateway, "media"), SiteRules.Default);

/// <summary>The same, but everything expires within seconds.</summary>
public sealed class ShortLivedCephSite(Chromium chromium, CephGateway gateway)
    : MediaSite(chromium, new CephStore(gateway, "media-short-lived"), SiteRules.ShortLived);
