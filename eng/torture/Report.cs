using System.Collections.Concurrent;

namespace PresignKit.Torture;

/// <summary>Counts what happened, and prints every violation.</summary>
internal sealed class Report
{
    private const int MaxPrinted = 50;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _notes = new();
    private int _violations;

    public int Violations => _violations;

    public int Operations => Get("operations");

    public void Count(string what, int number = 1) => _counts.AddOrUpdate(what, number, (_, value) => value + number);

    public int Get(string what) => _counts.GetValueOrDefault(what);

    public void Note(string note) => _notes.Enqueue(note);

    public void Violation(string what)
    {
        if (Interlocked.Increment(ref _violations) <= MaxPrinted)
        {
            Console.WriteLine($"VIOLATION: {what}");
        }
    }

    public int Print(int seed)
    {
        foreach (var note in _notes)
        {
            Console.WriteLine(note);
        }

        Console.WriteLine(string.Join(", ", _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}")));
        Console.WriteLine($"torture (seed {seed}): {Get("uploads")} uploads with {Get("kills")} kills, {Operations} operations, {_violations} violations");
        return _violations == 0 ? 0 : 1;
    }
}
