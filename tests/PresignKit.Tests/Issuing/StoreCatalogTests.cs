using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.Providers;

namespace PresignKit.Tests.Issuing;

public sealed class StoreCatalogTests
{
    [Fact]
    public async Task Dispose_ContainerDisposedEitherWay_DisposesProvidersInUse()
    {
        var synchronous = Substitute.For<IStoreProvider, IDisposable>();
        var asynchronous = Substitute.For<IStoreProvider, IAsyncDisposable>();
        var unused = Substitute.For<IStoreProvider, IDisposable>();

        Start(synchronous, asynchronous, unused).Dispose();
        await Start(synchronous, asynchronous, unused).DisposeAsync();

        ((IDisposable)synchronous).Received(2).Dispose();
        await ((IAsyncDisposable)asynchronous).Received(2).DisposeAsync();
        ((IDisposable)unused).DidNotReceive().Dispose();
    }

    private static ServiceProvider Start(IStoreProvider first, IStoreProvider second, IStoreProvider unused)
    {
        var services = new ServiceCollection();
        services.AddPresignKit()
            .AddStore(new GivenStore("first", first))
            .AddStore(new GivenStore("second", second))
            .AddStore(new GivenStore("unused", unused));
        var provider = services.BuildServiceProvider();
        provider.GetRequiredKeyedService<IPresignedUrlIssuer>("first");
        provider.GetRequiredKeyedService<IPresignedUrlIssuer>("second");
        return provider;
    }

    private sealed class GivenStore(string name, IStoreProvider provider) : StoreRegistration(name)
    {
        public override IEnumerable<string> Validate(IServiceProvider services) => [];

        public override IStoreProvider Create(IServiceProvider services) => provider;
    }
}
