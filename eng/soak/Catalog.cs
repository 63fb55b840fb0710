using System.Collections.Concurrent;
using PresignKit.AspNetCore;

namespace PresignKit.Soak;

/// <summary>The database of both instances: one row for each slot that has been accepted.</summary>
internal sealed class Catalog
{
    private readonly ConcurrentDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public Row? Find(ObjectKey slot) => _rows.GetValueOrDefault(slot.Value);

    public Row Add(ObjectKey slot, VerifiedObject verified) =>
        _rows.GetOrAdd(slot.Value, _ => new(Guid.NewGuid().ToString("n"), verified.Key, verified.ETag));

    public void Remove(ObjectKey slot) => _rows.TryRemove(slot.Value, out _);

    internal sealed record Row(string Id, ObjectKey Key, string ETag);
}
