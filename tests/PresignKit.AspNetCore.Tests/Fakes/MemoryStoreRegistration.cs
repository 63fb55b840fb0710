using PresignKit.Providers;

namespace PresignKit.AspNetCore.Tests.Fakes;

internal sealed class MemoryStoreRegistration(string name, MemoryStore store) : StoreRegistration(name)
{
    public override IEnumerable<string> Validate(IServiceProvider services) => [];

    public override IStoreProvider Create(IServiceProvider services) => store;
}
