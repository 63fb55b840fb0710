using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>On LocalS3, with this machine's clock, and URLs for a few seconds.</summary>
public sealed class BriefPlayers(Chromium chromium, NpmBundles npm, Films films)
    : PlayerSite(chromium, npm, films, new EmbeddedClientStore(), rate: 1, TimeSpan.FromSeconds(4));

/// <summary>On LocalS3, with a clock at rate 4, and URLs for 20 seconds.</summary>
public sealed class FastPlayers(Chromium chromium, NpmBundles npm, Films films)
    : PlayerSite(chromium, npm, films, new EmbeddedClientStore(), rate: 4, TimeSpan.FromSeconds(20));

/// <summary>On Ceph 20, with URLs for 20 seconds.</summary>
public sealed class Ceph20Players(Chromium chromium, NpmBundles npm, Films films)
    : PlayerSite(chromium, npm, films, CephClientStore.Ceph20(), rate: 1, TimeSpan.FromSeconds(20));

/// <summary>All tests of this site share it, and run one at a time, because they change its network and its clock.</summary>
[CollectionDefinition(Name)]
public sealed class LocalS3PlayersGroup : ICollectionFixture<BriefPlayers>, ICollectionFixture<FastPlayers>
{
    internal const string Name = "Players on LocalS3";
}

/// <inheritdoc cref="LocalS3PlayersGroup"/>
[CollectionDefinition(Name)]
public sealed class Ceph20PlayersGroup : ICollectionFixture<Ceph20Players>
{
    internal const string Name = "Players on Ceph 20";
}
