using System.Collections.Concurrent;

namespace PresignKit.Soak;

/// <summary>Counts what happened, and what must never happen.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _events = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _failures = new();

    public int Failures => _failures.Count;

    public void Count(string name) => _events.AddOrUpdate(name, 1, (_, count) => count + 1);

    /// <summary>An accepted object was changed, lost, or came from another slot; or a completion answered 500.</summary>
    public void Fail(string what) => _failures.Enqueue(what);

    public void Print(string title)
    {
        Console.WriteLine($"{title}: {string.Join(", ", _events.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key} {e.Value}"))}");
        foreach (var failure in _failures.Distinct().Take(10))
        {
            Console.WriteLine($"  FAILED: {failure}");
        }
    }
}
