using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PresignKit.Issuing;

internal sealed class PresignedUrlIssuerFactory(
    StoreCatalog stores, PolicyCatalog policies, IOptions<PresignKitOptions> options, TimeProvider clock) : IPresignedUrlIssuerFactory
{
    private readonly ConcurrentDictionary<string, PresignedUrlIssuer> _issuers = new(StringComparer.Ordinal);
    private readonly string _default = stores.DefaultName(options.Value);

    public IReadOnlyList<string> StoreNames =>
        [_default, .. stores.Registrations.Select(r => r.Name).Where(name => name != _default)];

    public IPresignedUrlIssuer GetIssuer(string? storeName = null) => Get(storeName);

    public ITrustedToolUrlIssuer GetToolIssuer(string? storeName = null) => Get(storeName);

    public IUnrestrictedUrlSigner GetUnrestrictedSigner(string? storeName = null) =>
        new UnrestrictedUrlSigner(storeName ?? _default, stores.Get(storeName ?? _default), clock);

    public IPresignedUrlIssuer GetIssuerForUpload(string policy) => GetIssuer(policies.GetUploadPolicy(policy).StoreName);

    private PresignedUrlIssuer Get(string? storeName) => _issuers.GetOrAdd(
        storeName ?? _default, name => new PresignedUrlIssuer(name, stores.Get(name), policies, clock));
}
