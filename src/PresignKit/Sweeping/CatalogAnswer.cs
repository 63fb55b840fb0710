namespace PresignKit.Sweeping;

/// <summary>What the application has on record about some objects.</summary>
internal sealed class CatalogAnswer
{
    private readonly HashSet<ObjectKey> _objects = [];
    private readonly Dictionary<ObjectKey, List<ObjectKey>> _ofSlots = [];

    public CatalogAnswer(IEnumerable<CatalogedUpload> entries)
    {
        foreach (var entry in entries)
        {
            _objects.Add(entry.ObjectKey);
            if (!_ofSlots.TryGetValue(entry.SlotKey, out var accepted))
            {
                _ofSlots.Add(entry.SlotKey, accepted = []);
            }

            accepted.Add(entry.ObjectKey);
        }
    }

    /// <summary>Whether the object itself is on record.</summary>
    public bool Has(SweptObject swept) => _objects.Contains(swept.Key);

    /// <summary>The other objects that are on record for the object's slot.</summary>
    public IReadOnlyList<ObjectKey> AcceptedOf(SweptObject swept) => _ofSlots.TryGetValue(swept.SlotKey, out var accepted) ? accepted : [];
}
