using System.Globalization;

namespace PresignKit.Benchmarks.Browser.Browsers;

/// <summary>The private memory of all processes of this program's browser, by kind: browser, renderer, network service.</summary>
internal static class BrowserMemory
{
    /// <summary>Samples until canceled.</summary>
    /// <returns>The sample with the largest sum.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> PeakAsync(CancellationToken cancellationToken)
    {
        var peak = Sample();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var sample = Sample();
                peak = sample.Values.Sum() > peak.Values.Sum() ? sample : peak;
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }

        return peak;
    }

    /// <summary>Bytes by kind of process.</summary>
    public static IReadOnlyDictionary<string, long> Sample()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Read($"{folder}/stat") is { } stat)
            {
                // The name, in parentheses, may contain anything.
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            }
        }

        var memory = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var id in parents.Keys.Where(id => IsDescendant(id, parents)))
        {
            var arguments = (Read($"/proc/{id}/cmdline") ?? "").Split('\0', ' ');
            if (arguments[0].Contains("chrom", StringComparison.Ordinal))
            {
                var kind = arguments.FirstOrDefault(argument => argument.StartsWith("--type=", StringComparison.Ordinal))?[7..] ?? "browser";
                memory[kind] = memory.GetValueOrDefault(kind) + Private(id);
            }
        }

        return memory;
    }

    private static bool IsDescendant(int id, Dictionary<int, int> parents)
    {
        while (parents.TryGetValue(id, out var parent))
        {
            if (parent == Environment.ProcessId)
            {
                return true;
            }

            id = parent;
        }

        return false;
    }

    private static long Private(int id) => (Read($"/proc/{id}/smaps_rollup") ?? "").Split('\n')
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024);

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended.
            return null;
        }
    }
}
