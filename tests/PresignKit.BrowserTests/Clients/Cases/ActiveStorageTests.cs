using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>@rails/activestorage, in every build.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3ActiveStorageSmokeTests(LocalS3Clients site) : SmokeTests(site, ClientKind.ActiveStorage);

/// <summary>@rails/activestorage, every night.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3ActiveStorageTests(LocalS3Clients site) : UploadTests(site, ClientKind.ActiveStorage);

/// <inheritdoc cref="LocalS3ActiveStorageTests"/>
[Collection(Ceph20ClientsGroup.Name)]
public sealed class Ceph20ActiveStorageTests(Ceph20Clients site) : UploadTests(site, ClientKind.ActiveStorage);
