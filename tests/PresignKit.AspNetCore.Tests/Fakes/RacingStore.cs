using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;

namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>A real store that announces each step of a completion, and waits for whatever a test does at that step.</summary>
/// <param name="conditionalCopy">If No, it copies the version that exists at that moment, as some stores do.</param>
internal sealed class RacingStore(Capability conditionalCopy)
{
    private const string FrozenPrefix = "accepted/";

    /// <summary>Runs at a step, before the store is called.</summary>
    public Func<RaceStep, Task> At { get; set; } = _ => Task.CompletedTask;

    private Capability ConditionalCopy => conditionalCopy;

    /// <summary>Wraps the store that was registered last.</summary>
    public void Wrap(PresignKitBuilder builder)
    {
        var descriptor = builder.Services.Last(service => service.ServiceType == typeof(StoreRegistration));
        builder.Services.Remove(descriptor);
        builder.Services.AddSingleton<StoreRegistration>(new Registration((StoreRegistration)descriptor.ImplementationInstance!, this));
    }

    private static bool IsFrozen(ObjectKey key) => key.Value.StartsWith(FrozenPrefix, StringComparison.Ordinal);

    private sealed class Registration(StoreRegistration inner, RacingStore race) : StoreRegistration(inner.Name)
    {
        public override IEnumerable<string> Validate(IServiceProvider services) => inner.Validate(services);

        public override IStoreProvider Create(IServiceProvider services) => new Provider(inner.Create(services), race);
    }

    private sealed class Provider(IStoreProvider inner, RacingStore race) : IStoreProvider, IDisposable
    {
        public StoreProfile Profile { get; } = inner.Profile with { ConditionalCopy = race.ConditionalCopy };

        public IObjectStore Objects { get; } = new Store(inner.Objects, race);

        public IMultipartUploads? Uploads => inner.Uploads;

        public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => inner.OpenSessionAsync(cancellationToken);

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }

    private sealed class Store(IObjectStore inner, RacingStore race) : IObjectStore
    {
        public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
        {
            await race.At(IsFrozen(key) ? RaceStep.Verify : RaceStep.Look);
            return await inner.FindAsync(key, cancellationToken);
        }

        public async Task<int> ReadStartAsync(
            ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default)
        {
            await race.At(RaceStep.Read);
            return await inner.ReadStartAsync(key, version, destination, cancellationToken);
        }

        public Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default) =>
            inner.OpenReadAsync(key, version, cancellationToken);

        public async Task<bool> PutAsync(
            ObjectKey key,
            Stream content,
            string contentType,
            StoredAttributes? attributes = null,
            bool createOnly = false,
            CancellationToken cancellationToken = default)
        {
            await race.At(RaceStep.Record);
            var isStored = await inner.PutAsync(key, content, contentType, attributes, createOnly, cancellationToken);
            await race.At(RaceStep.Accept);
            return isStored;
        }

        public async Task CopyAsync(
            ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
        {
            await race.At(RaceStep.Copy);
            if (race.ConditionalCopy == Capability.No && await inner.FindAsync(source, cancellationToken) is { } current)
            {
                version = current;
            }

            await inner.CopyAsync(source, version, destination, attributes, cancellationToken);
        }

        public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
        {
            if (!IsFrozen(key))
            {
                await race.At(RaceStep.Settle);
            }

            await inner.DeleteAsync(key, cancellationToken);
        }

        public Task DeleteVersionAsync(ObjectKey key, ObjectProperties version, CancellationToken cancellationToken = default) =>
            inner.DeleteVersionAsync(key, version, cancellationToken);

        public IAsyncEnumerable<ListedObject> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
            inner.ListAsync(prefix, cancellationToken);
    }
}
