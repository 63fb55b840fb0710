using System.Collections.Concurrent;

namespace PresignKit.Tests.Sweeping;

/// <summary>A catalog as an application has it: one row per accepted slot.</summary>
public sealed class ListCatalog : IUploadCatalog
{
    private readonly ConcurrentDictionary<string, string> _rows = new(StringComparer.Ordinal);

    /// <summary>Every question, by the keys that it was about.</summary>
    public ConcurrentQueue<string> Questions { get; } = [];

    /// <summary>Runs before a question is answered.</summary>
    public Func<IReadOnlyCollection<SweptObject>, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IEnumerable<string> ObjectKeys => _rows.Values;

    public void Add(ObjectKey slot, ObjectKey accepted) => _rows[slot.Value] = accepted.Value;

    public async Task<IReadOnlyCollection<CatalogedUpload>> FindAsync(IReadOnlyCollection<SweptObject> objects, CancellationToken cancellationToken)
    {
        Assert.InRange(objects.Count, 1, 200);
        Questions.Enqueue(string.Join(' ', objects.Select(swept => swept.Key)));
        await Before(objects);
        var keys = objects.Select(swept => swept.Key.Value).ToHashSet();
        var slots = objects.Select(swept => swept.SlotKey.Value).ToHashSet();
        return
        [
            .. _rows.Where(row => slots.Contains(row.Key) || keys.Contains(row.Value))
                .Select(row => new CatalogedUpload(new(row.Key), new(row.Value))),
        ];
    }
}
