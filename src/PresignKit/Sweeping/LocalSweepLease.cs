using System.Collections.Concurrent;

namespace PresignKit.Sweeping;

/// <summary>A lease within the process.</summary>
internal sealed class LocalSweepLease
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sweptAt = new(StringComparer.Ordinal);

    public IHeldSweepLease? TryAcquire(string storeName)
    {
        var held = new Held(this, storeName, _sweptAt.TryGetValue(storeName, out var sweptAt) ? sweptAt : null);
        return _held.TryAdd(storeName, held) ? held : null;
    }

    private sealed class Held(LocalSweepLease lease, string storeName, DateTimeOffset? lastSweptAt) : IHeldSweepLease
    {
        public DateTimeOffset? LastSweptAt => lastSweptAt;

        public CancellationToken Lost => CancellationToken.None;

        public void MarkSwept(DateTimeOffset sweptAt) => lease._sweptAt[storeName] = sweptAt;

        public ValueTask DisposeAsync()
        {
            lease._held.TryRemove(KeyValuePair.Create(storeName, this));
            return ValueTask.CompletedTask;
        }
    }
}
