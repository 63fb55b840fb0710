using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class ListingTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-listing-" + Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Every page size gives the same entries as a listing computed from the definition.</summary>
    [Theory]
    [InlineData("", null)]
    [InlineData("", "/")]
    [InlineData("a/", "/")]
    [InlineData("a", "b")]
    [InlineData("none", "/")]
    public void List_InPagesOfAnySize_HasEveryEntryOnce(string prefix, string? delimiter)
    {
        using var logs = new CapturedLogs();
        using var store = ObjectStore.Open(_directory, null, logs);
        store.TryCreate("listed", DateTimeOffset.UnixEpoch);
        var bucket = store.Find("listed")!;
        string[] keys =
        [
            "a", "a/", "a/1", "a/2/x", "a/2/y", "a/\U0010FFFF", "a/\U0010FFFF/z", "a0", "ab", "abb",
            "b/\uFFFD", "b/\U0001F600", "c/d/e", "\U0010FFFF/x", "é/1", "é/2", "z",
        ];
        foreach (var key in keys)
        {
            bucket.Put(new() { Key = key, ETag = "x", Size = 0, LastModified = DateTimeOffset.UnixEpoch, Attributes = new(), Segments = [] }, default);
        }

        var expected = keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => delimiter is null ? key : Rolled(key, prefix, delimiter))
            .Distinct()
            .Order(KeyOrder.Instance)
            .ToList();
        for (var size = 1; size <= keys.Length + 1; size++)
        {
            var found = new List<string>();
            ListPage page;
            string? after = null;
            do
            {
                page = bucket.List(new(prefix, delimiter, after, size));
                found.AddRange(page.Objects.Select(value => value.Key).Concat(page.CommonPrefixes).Order(KeyOrder.Instance));
                after = page.Last;
            }
            while (page.Truncated);

            Assert.Equal(expected, found);
        }
    }

    /// <summary>A folder of many objects is one step, not one step per object.</summary>
    [Fact]
    public void List_FoldersOfManyObjects_IsFast()
    {
        using var logs = new CapturedLogs();
        using var store = ObjectStore.Open(_directory, null, logs);
        store.TryCreate("listed", DateTimeOffset.UnixEpoch);
        var bucket = store.Find("listed")!;
        for (var number = 0; number < 2000; number++)
        {
            bucket.Put(
                new() { Key = $"{number % 2}/{number:D6}", ETag = "x", Size = 0, LastModified = DateTimeOffset.UnixEpoch, Attributes = new(), Segments = [] },
                default);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var page = bucket.List(new("", "/", null, 1000));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(["0/", "1/"], page.CommonPrefixes);
        Assert.InRange(allocated, 0, 20_000); // A step per object allocates more than 100,000 bytes.
    }

    private static string Rolled(string key, string prefix, string delimiter)
    {
        var end = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? key : key[..(end + delimiter.Length)];
    }
}
