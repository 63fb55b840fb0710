using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>On LocalS3.</summary>
public sealed class LocalS3Clients(Chromium chromium, NpmBundles npm) : ClientSite(chromium, npm, new EmbeddedClientStore());

/// <summary>On LocalS3, whose CORS rules allow the pages of another application.</summary>
public sealed class ClosedLocalS3Clients(Chromium chromium, NpmBundles npm)
    : ClientSite(chromium, npm, new EmbeddedClientStore("https://other.example"));

/// <summary>On Ceph 20: one PUT, or parts.</summary>
public sealed class Ceph20Clients(Chromium chromium, NpmBundles npm) : ClientSite(chromium, npm, CephClientStore.Ceph20());

/// <summary>On this machine's Ceph: by form.</summary>
public sealed class CephClients(Chromium chromium, NpmBundles npm) : ClientSite(chromium, npm, CephClientStore.Machine());

/// <summary>All tests of this site share it, and run one at a time, because they hold and break its connections.</summary>
[CollectionDefinition(Name)]
public sealed class LocalS3ClientsGroup : ICollectionFixture<LocalS3Clients>, ICollectionFixture<ClosedLocalS3Clients>
{
    internal const string Name = "Clients on LocalS3";
}

/// <inheritdoc cref="LocalS3ClientsGroup"/>
[CollectionDefinition(Name)]
public sealed class Ceph20ClientsGroup : ICollectionFixture<Ceph20Clients>
{
    internal const string Name = "Clients on Ceph 20";
}

/// <inheritdoc cref="LocalS3ClientsGroup"/>
[CollectionDefinition(Name)]
public sealed class CephClientsGroup : ICollectionFixture<CephClients>
{
    internal const string Name = "Clients on Ceph";
}
