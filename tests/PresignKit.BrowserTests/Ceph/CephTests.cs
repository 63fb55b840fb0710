using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Tests;

namespace PresignKit.BrowserTests.Ceph;

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephUploadTests(CephSite site, Footage footage) : UploadTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephPlaybackTests(CephSite site, Footage footage) : PlaybackTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephLibraryTests(CephSite site, Footage footage) : LibraryTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephTranscriptTests(CephSite site, Footage footage) : TranscriptTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephRefusalTests(CephSite site, Footage footage) : RefusalTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephInterruptionTests(CephSite site, Footage footage) : InterruptionTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephAccessibilityTests(CephSite site, Footage footage) : AccessibilityTests(site, footage);

/// <inheritdoc/>
[Collection(CephGroup.Name)]
public sealed class CephStreamTests(CephSite site, Footage footage) : StreamTests(site, footage);

/// <inheritdoc/>
[Collection(ShortLivedCephGroup.Name)]
public sealed class CephExpiryTests(ShortLivedCephSite site, Footage footage) : ExpiryTests(site, footage);
