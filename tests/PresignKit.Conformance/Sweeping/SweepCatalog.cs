using System.Collections.Concurrent;

namespace PresignKit.Conformance.Sweeping;

/// <summary>The accepted uploads of an application with one database and several instances.</summary>
public sealed class SweepCatalog : IUploadCatalog
{
    private readonly ConcurrentDictionary<string, string> _rows = new(StringComparer.Ordinal);

    public IEnumerable<string> ObjectKeys => _rows.Values;

    public void Add(ObjectKey slot, ObjectKey accepted) => _rows[slot.Value] = accepted.Value;

    public Task<IReadOnlyCollection<CatalogedUpload>> FindAsync(IReadOnlyCollection<SweptObject> objects, CancellationToken cancellationToken)
    {
        var keys = objects.Select(swept => swept.Key.Value).ToHashSet();
        var slots = objects.Select(swept => swept.SlotKey.Value).ToHashSet();
        return Task.FromResult<IReadOnlyCollection<CatalogedUpload>>(
        [
            .. _rows.Where(row => slots.Contains(row.Key) || keys.Contains(row.Value)).Select(row => new CatalogedUpload(new(row.Key), new(row.Value))),
        ]);
    }
}
