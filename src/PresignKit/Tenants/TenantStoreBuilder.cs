using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.Administration;
using PresignKit.Completion;
using PresignKit.Issuing;
using PresignKit.Providers;

namespace PresignKit.Tenants;

/// <summary>
/// Puts together what a registered store has, with a tenant's provider in its place: all code that decides runs with a catalog in which the tenant's
/// store is the only one, so that it cannot reach another.
/// </summary>
internal sealed class TenantStoreBuilder(
    StoreCatalog stores,
    PolicyCatalog policies,
    IEnumerable<IUploadInspector> inspectors,
    IOptions<PresignKitOptions> options,
    TimeProvider clock,
    IServiceProvider services,
    ILogger<StoreSetup>? logger = null)
    : ITenantStoreBuilder
{
    private readonly IUploadInspector[] _inspectors = [.. inspectors];

    public string NameOf(string storeName, string tenant) => StoreNaming.OfTenant(storeName, tenant);

    public TenantStore Build(string storeName, string tenant, IStoreProvider provider, bool isSameServer)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var name = NameOf(storeName, tenant);
        if (stores.Get(storeName).Profile != provider.Profile)
        {
            throw new ArgumentException(
                $"Store '{name}' has profile '{provider.Profile.Name}', which differs from that of store '{storeName}', for which the policies were "
                + "checked. Use a store of the same kind.",
                nameof(provider));
        }

        if (provider.Bucket is { } bucket
            && stores.Registrations.Select(r => r.Name).FirstOrDefault(other => other != storeName && stores.Get(other).Bucket == bucket) is { } owner)
        {
            throw new ArgumentException(
                $"The bucket '{bucket}' of store '{name}' is that of store '{owner}', whose policies may use the same keys. Use another bucket.",
                nameof(provider));
        }

        var alone = new StoreCatalog([new TenantRegistration(storeName, provider)], services);
        var own = policies.ForTenant(storeName, isSameServer);
        var declarations = new OwnDeclarations(name, storeName);
        IUploadInspector[] inspecting = [.. _inspectors.Select(inspector => new TenantInspector(declarations, inspector))];
        var issuer = new PresignedUrlIssuer(storeName, provider, own, clock, name);
        return new()
        {
            Name = name,
            StoreName = storeName,
            Tenant = tenant,
            Bucket = provider.Bucket,
            Issuer = issuer,
            Uploads = new TenantUploads(declarations, new UploadVerifier(own, alone, inspecting, clock)),
            Parts = new TenantParts(declarations, new MultipartSlots(own, alone, clock)),
            Objects = provider.Objects,
            Setup = new StoreSetup(storeName, provider, alone, own, inspecting.Length > 0, options, clock, logger, name),
            Tools = issuer,
            Unrestricted = new UnrestrictedUrlSigner(name, provider, clock),
        };
    }

    /// <summary>Inspectors see the name under which the application knows the slot.</summary>
    private sealed class TenantInspector(OwnDeclarations own, IUploadInspector inner) : IUploadInspector
    {
        public Task<InspectionRejection?> InspectAsync(InspectedUpload upload, CancellationToken cancellationToken) =>
            inner.InspectAsync(upload with { Declaration = own.Outside(upload.Declaration) }, cancellationToken);
    }
}
