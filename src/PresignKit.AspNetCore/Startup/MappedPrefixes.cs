using System.Collections.Concurrent;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Counts the calls of each mapping method, because endpoint names must be unique in an application.</summary>
internal sealed class MappedPrefixes
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The text to append to the names of endpoints: nothing the first time.</summary>
    /// <param name="method">The mapping method.</param>
    public string NextSuffix(string method) => _counts.AddOrUpdate(method, 1, (_, count) => count + 1) is > 1 and var count ? $"{count}" : "";
}
