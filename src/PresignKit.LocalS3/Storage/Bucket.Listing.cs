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
            foreach (var key in From(query))
            {
                if (!key.StartsWith(query.Prefix, StringComparison.Ordinal))
                {
                    break;
                }

                if (query.After is not null && KeyOrder.Instance.Compare(key, query.After) <= 0)
                {
                    continue;
                }

                var common = CommonPrefix(key, query);
                // If the previous page ended with a common prefix, continue after all keys with that prefix.
                if (common is not null && (common == last || common == query.After))
                {
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
            }

            return new ListPage(objects, prefixes, false, last);
        }
    }

    private SortedSet<string> From(ListQuery query)
    {
        if (_keys.Max is not { } greatest)
        {
            return [];
        }

        var start = query.After is { } after && KeyOrder.Instance.Compare(after, query.Prefix) > 0 ? after : query.Prefix;
        return KeyOrder.Instance.Compare(start, greatest) <= 0 ? _keys.GetViewBetween(start, greatest) : [];
    }

    private static string? CommonPrefix(string key, ListQuery query)
    {
        if (string.IsNullOrEmpty(query.Delimiter))
        {
            return null;
        }

        var end = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + query.Delimiter.Length)];
    }
}
