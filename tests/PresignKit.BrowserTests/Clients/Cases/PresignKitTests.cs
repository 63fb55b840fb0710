using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>presignkit.js, in every build.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3PresignKitSmokeTests(LocalS3Clients site) : PartSmokeTests(site, ClientKind.PresignKit);

/// <inheritdoc cref="LocalS3PresignKitSmokeTests"/>
[Collection(Ceph20ClientsGroup.Name)]
public sealed class Ceph20PresignKitSmokeTests(Ceph20Clients site) : PartSmokeTests(site, ClientKind.PresignKit);

/// <summary>presignkit.js, every night.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3PresignKitTests(LocalS3Clients site) : PartTests(site, ClientKind.PresignKit);

/// <inheritdoc cref="LocalS3PresignKitTests"/>
[Collection(Ceph20ClientsGroup.Name)]
public sealed class Ceph20PresignKitTests(Ceph20Clients site) : PartTests(site, ClientKind.PresignKit);

/// <inheritdoc cref="LocalS3PresignKitTests"/>
[Collection(CephClientsGroup.Name)]
public sealed class CephPresignKitTests(CephClients site) : UploadTests(site, ClientKind.PresignKit);
