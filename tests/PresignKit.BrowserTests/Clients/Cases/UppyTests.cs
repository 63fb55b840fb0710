using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>@uppy/aws-s3 of the fifth generation, in every build.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3Uppy5SmokeTests(LocalS3Clients site) : PartSmokeTests(site, ClientKind.Uppy5);

/// <summary>@uppy/aws-s3 of the sixth generation, in every build.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3Uppy6SmokeTests(LocalS3Clients site) : PartSmokeTests(site, ClientKind.Uppy6);

/// <summary>@uppy/aws-s3 of the fifth generation, every night.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3Uppy5Tests(LocalS3Clients site) : UppyPartTests(site, ClientKind.Uppy5);

/// <inheritdoc cref="LocalS3Uppy5Tests"/>
[Collection(Ceph20ClientsGroup.Name)]
public sealed class Ceph20Uppy5Tests(Ceph20Clients site) : UppyPartTests(site, ClientKind.Uppy5);

/// <inheritdoc cref="LocalS3Uppy5Tests"/>
[Collection(CephClientsGroup.Name)]
public sealed class CephUppy5Tests(CephClients site) : UploadTests(site, ClientKind.Uppy5 with { ContinuesByItself = false });

/// <summary>@uppy/aws-s3 of the sixth generation, every night.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class LocalS3Uppy6Tests(LocalS3Clients site) : UppyPartTests(site, ClientKind.Uppy6);

/// <inheritdoc cref="LocalS3Uppy6Tests"/>
[Collection(Ceph20ClientsGroup.Name)]
public sealed class Ceph20Uppy6Tests(Ceph20Clients site) : UppyPartTests(site, ClientKind.Uppy6);

/// <inheritdoc cref="LocalS3Uppy6Tests"/>
[Collection(CephClientsGroup.Name)]
public sealed class CephUppy6Tests(CephClients site) : UploadTests(site, ClientKind.Uppy6);
