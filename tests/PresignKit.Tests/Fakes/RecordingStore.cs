using PresignKit.Providers;

namespace PresignKit.Tests.Fakes;

internal sealed class RecordingStore(string name, IStoreProvider provider, params string[] flaws) : StoreRegistration(name)
{
    public override IEnumerable<string> Validate(IServiceProvider services) => flaws;

    public override IStoreProvider Create(IServiceProvider services) => provider;
}
