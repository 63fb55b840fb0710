using System.Buffers;
using System.Collections;
using System.Text;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Signing;

/// <summary>A batch contains the same URLs as single calls.</summary>
public sealed class BatchTests
{
    private static readonly ResponseOverrides Overrides = new("video/mp2t", "attachment; filename=\"a b.ts\"", "private, max-age=60");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task IssueDownloadUrls_AnyCount_MatchesSingleCalls(int count)
    {
        await using var services = TestApp.WithStore(static _ => { });
        var keys = Keys(count);
        var request = new DownloadRequest { FileName = "Überraschung.ts", ContentType = "video/mp2t", Lifetime = TimeSpan.FromMinutes(2) };

        var urls = await services.Issuer().IssueDownloadUrlsAsync(keys, request, Cancellation);

        Assert.Equal(keys, urls.Select(u => u.Key));
        for (var i = 0; i < count; i++)
        {
            var one = await services.Issuer().IssueDownloadUrlAsync(keys[i], request, Cancellation);
            Assert.Equal(one.RevealUrl(), urls[i].RevealUrl());
            Assert.Equal((one.Method, one.ExpiresAt, one.LimitedBy), (urls[i].Method, urls[i].ExpiresAt, urls[i].LimitedBy));
            Assert.Empty(urls[i].Headers);
        }
    }

    [Fact]
    public async Task WriteDownloadUrls_Playlist_MatchesSingleUrls()
    {
        await using var services = TestApp.WithStore(static _ => { });
        var keys = Keys(300);
        var playlist = new ArrayBufferWriter<byte>();

        var expiresAt = await services.Issuer().WriteDownloadUrlsAsync(
            keys, playlist, before: static (i, text) => Encoding.ASCII.GetBytes($"\n#EXTINF:6,{i}\n", text), cancellationToken: Cancellation);

        var expected = new StringBuilder();
        for (var i = 0; i < keys.Length; i++)
        {
            var one = await services.Issuer().IssueDownloadUrlAsync(keys[i], cancellationToken: Cancellation);
            expected.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n#EXTINF:6,{i}\n{one.RevealUrl()}");
            Assert.Equal(one.ExpiresAt, expiresAt);
        }

        Assert.Equal(expected.ToString(), Encoding.ASCII.GetString(playlist.WrittenSpan));

        // The same keys in one piece of UTF-8.
        var list = new ObjectKeyList();
        list.Add(new("another"));
        list.Clear();
        Array.ForEach(keys, list.Add);
        playlist.Clear();
        await services.Issuer().WriteDownloadUrlsAsync(
            list, playlist, before: static (i, text) => Encoding.ASCII.GetBytes($"\n#EXTINF:6,{i}\n", text), cancellationToken: Cancellation);
        Assert.Equal(expected.ToString(), Encoding.ASCII.GetString(playlist.WrittenSpan));
        Assert.Equal(keys, list);
        Assert.Equal(keys.Length, list.Count);
    }

    [Theory]
    [InlineData(ObjectAccess.Read)]
    [InlineData(ObjectAccess.Head)]
    public async Task SignMany_EveryAccessAndOverride_MatchesSingleSignatures(ObjectAccess access)
    {
        var session = await TestStoreProvider.Create(static _ => { }).OpenSessionAsync(Cancellation);
        var batch = new AccessBatch(access, TestApp.Now, TimeSpan.FromMinutes(5), Overrides);
        var keys = Keys(40);

        var requests = new SignedRequest[keys.Length];
        session.SignMany(batch, keys, requests);

        Assert.Equal(keys.Select(k => session.Sign(batch.For(k))), requests);
    }

    [Fact]
    public async Task SignMany_DeletionWithOverrides_IsRefusedAndNothingWritten()
    {
        var session = await TestStoreProvider.Create(static _ => { }).OpenSessionAsync(Cancellation);
        var batch = new AccessBatch(ObjectAccess.Delete, TestApp.Now, TimeSpan.FromMinutes(5), Overrides);
        var text = new ArrayBufferWriter<byte>();

        Assert.Throws<NotSupportedException>(() => session.SignMany(batch, Keys(3), text, before: null));
        Assert.Throws<NotSupportedException>(() => session.SignMany(batch, Keys(3), new SignedRequest[3]));
        Assert.Equal(0, text.WrittenCount);

        session.SignMany(batch with { Overrides = null }, Keys(3), text, before: null);
        Assert.True(text.WrittenCount > 0);
    }

    [Fact]
    public async Task SignMany_ListGrowsMeanwhile_SignsNothingElseFromThePooledArray()
    {
        var session = await TestStoreProvider.Create(static _ => { }).OpenSessionAsync(Cancellation);
        var batch = new AccessBatch(ObjectAccess.Read, TestApp.Now, TimeSpan.FromMinutes(5), Overrides: null);
        var text = new ArrayBufferWriter<byte>();
        var others = ArrayPool<string>.Shared.Rent(GrowingList.First);
        others.AsSpan().Fill("of-another-caller");
        ArrayPool<string>.Shared.Return(others);

        session.SignMany(batch, new GrowingList(), text, before: null);

        var urls = Encoding.ASCII.GetString(text.WrittenSpan);
        Assert.DoesNotContain("of-another-caller", urls, StringComparison.Ordinal);
        Assert.Equal(GrowingList.First, urls.Split("X-Amz-Signature=").Length - 1);
    }

    private static ObjectKey[] Keys(int count)
        => [.. Enumerable.Range(0, count).Select(i => new ObjectKey($"videos/{i:D5}/größe {i}{new string('x', i % 50)}.ts"))];

    // Longer each time it is read.
    private sealed class GrowingList : IReadOnlyList<ObjectKey>
    {
        public const int First = 2;

        private int _asked;

        public int Count => First + _asked++;

        public ObjectKey this[int index] => new($"videos/{index}");

        public IEnumerator<ObjectKey> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
