using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PresignKit.Issuing;

internal sealed class PresignedUrlIssuerFactory(
    StoreCatalog stores, PolicyCatalog policies, IOptions<PresignKitOptions> options, TimeProvider clock) : IPresignedUrlIssuerFactory
{
    private readonly ConcurrentDictionary<string, PresignedUrlIssuer> _issuers = new(StringComparer.Ordinal);
    private readonly string _default = stores.DefaultName(options.Value);

    public IReadOnlyList<string> Stores =>
        [_default, .. stores.Registrations.Select(r => r.Name).Where(name => name != _default)];

    public IPresignedUrlIssuer GetIssuer(string? store = null) => Get(store);

    public ITrustedToolUrlIssuer GetToolIssuer(string? store = null) => Get(store);

    public IPresignedUrlIssuer GetIssuerForUpload(string policy) => GetIssuer(policies.GetUploadPolicy(policy).Store);

    private PresignedUrlIssuer Get(string? store) => _issuers.GetOrAdd(
        store ?? _default, name => new PresignedUrlIssuer(name, stores.Get(name), policies, clock));
}
