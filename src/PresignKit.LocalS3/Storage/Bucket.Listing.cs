namespace PresignKit.LocalS3.Storage;

/// <summary>A listing request: keys that start with <paramref name="Prefix"/> and sort after <paramref name="After"/>, grouped by their
/// common prefix up to <paramref name="Delimiter"/>.</summary>
internal sealed record ListQuery(string Prefix, string? Delimiter, string? After, int MaxKeys);

/// <summary>One page of a listing. <see cref="Last"/> is its last key or common prefix, after which the next page begins.</summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, bool Truncated, string? Last);

internal sealed partial class Bucket
{
    /// <summary>Lists in the order of UTF-8 bytes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html.</summary>
    public ListPage List(ListQuery query)
    {
        lock (_gate)
        {
            var objects = new List<StoredObject>();
            var prefixes = new List<string>();
            string? last = null;
            // If the previous page ended with a common prefix, continue after all keys with that prefix.
            var after = query.After is { } marker && CommonPrefix(marker, query) == marker ? EndOf(marker) : query.After;
            while (Next(query.Prefix, after) is { } key && key.StartsWith(query.Prefix, StringComparison.Ordinal))
            {
                var common = CommonPrefix(key, query);
                if (common is not null && (common == last || common == query.After))
                {
                    after = key; // It begins with the last code point there is.
                    continue;
                }

                if (objects.Count + prefixes.Count == query.MaxKeys)
                {
                    return new ListPage(objects, prefixes, true, last);
                }

                if (common is null)
                {
                    objects.Add(_objects[key]);
                }
                else
                {
                    prefixes.Add(common);
                }

                last = common ?? key;
                // However many keys have the prefix, they are one step.
                after = common is null ? key : EndOf(common);
            }

            return new ListPage(objects, prefixes, false, last);
        }
    }

    // The first key at or behind the prefix and behind the last entry.
    private string? Next(string prefix, string? after)
    {
        if (_keys.Max is not { } greatest)
        {
            return null;
        }

        var start = after is not null && KeyOrder.Instance.Compare(after, prefix) > 0 ? after : prefix;
        if (KeyOrder.Instance.Compare(start, greatest) > 0)
        {
            return null;
        }

        foreach (var key in _keys.GetViewBetween(start, greatest))
        {
            if (after is null || KeyOrder.Instance.Compare(key, after) > 0)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Sorts behind all keys with this prefix, except for those in which the last code point of Unicode follows it.</summary>
    private static string EndOf(string prefix) => prefix + "\U0010FFFF";

    private static string? CommonPrefix(string key, ListQuery query)
    {
        if (string.IsNullOrEmpty(query.Delimiter))
        {
            return null;
        }

        if (!key.StartsWith(query.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var end = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + query.Delimiter.Length)];
    }
}
