using PresignKit.Providers;

namespace PresignKit.Tenants;

/// <summary>Stands for the registered store where a tenant's provider takes its place.</summary>
internal sealed class TenantRegistration(string name, IStoreProvider provider) : StoreRegistration(name)
{
    public override IEnumerable<string> Validate(IServiceProvider services) => [];

    public override IStoreProvider Create(IServiceProvider services) => provider;
}
