namespace PresignKit.Providers.Settings;

/// <summary>Finds the name that a misspelt one probably means.</summary>
internal static class NearestName
{
    /// <summary>Returns null if no name is near enough to suggest it.</summary>
    public static string? Of(string text, IReadOnlyCollection<string> names) =>
        names.Select(name => (Name: name, Distance: Distance(text.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(found => found.Distance <= Math.Max(1, Math.Min(text.Length, found.Name.Length) / 3))
            .OrderBy(found => found.Distance)
            .Select(found => found.Name)
            .FirstOrDefault()
        ?? (text.Length > 3 ? names.FirstOrDefault(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) : null);

    /// <summary>How many letters must be inserted, removed, replaced, or swapped with the next one (optimal string alignment).</summary>
    public static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }
}
