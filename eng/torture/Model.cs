using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PresignKit.Torture;

/// <summary>What may be under each key: the digests of bytes, and absence. An acknowledged request leaves one possibility; one whose answer was lost
/// leaves both.</summary>
internal sealed class Model(Report report)
{
    public const string Absent = "absent";

    private readonly ConcurrentDictionary<string, HashSet<string>> _possible = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Keys => [.. _possible.Keys];

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public bool MayBe(string key, string state)
    {
        var set = Of(key);
        lock (set)
        {
            return set.Contains(state);
        }
    }

    public bool IsKnown(string key) => _possible.ContainsKey(key);

    /// <summary>Before a request: what it would write becomes possible.</summary>
    public void Begin(string key, string state)
    {
        var set = Of(key);
        lock (set)
        {
            set.Add(state);
        }
    }

    /// <summary>After the answer: nothing else is possible.</summary>
    public void Acknowledge(string key, string state)
    {
        var set = Of(key);
        lock (set)
        {
            set.Clear();
            set.Add(state);
        }
    }

    /// <summary>After the answer to one of several writers: absence is not possible.</summary>
    public void Exclude(string key, string state)
    {
        var set = Of(key);
        lock (set)
        {
            set.Remove(state);
        }
    }

    public void Check(string key, string state, string when)
    {
        if (!MayBe(key, state))
        {
            report.Violation($"{when}: {key} is {state}, but must be one of: {string.Join(", ", Of(key))}");
        }
    }

    private HashSet<string> Of(string key) => _possible.GetOrAdd(key, _ => new(StringComparer.Ordinal) { Absent });
}
