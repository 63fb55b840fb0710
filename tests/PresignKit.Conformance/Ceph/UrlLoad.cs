using System.Collections.Concurrent;
using System.Diagnostics;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>Users who upload and download continuously while credentials change. Every URL must work whenever it is used.</summary>
internal sealed class UrlLoad(ConformanceStore store, IPresignedUrlIssuer issuer, ObjectKey readable) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentDictionary<string, PresignedUrl> _firstUrls = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _failures = new();
    private Task _users = Task.CompletedTask;
    private int _used;

    /// <summary>How many URLs have been used.</summary>
    public int Used => Volatile.Read(ref _used);

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>The first URL that each access key signed.</summary>
    public IReadOnlyDictionary<string, PresignedUrl> FirstUrls => _firstUrls;

    public void Start(int users) =>
        _users = Task.WhenAll(Enumerable.Range(0, users).Select(user => Task.Run(() => UseAsync(user), CancellationToken.None)));

    /// <summary>Waits until the condition holds and this many more URLs have been used.</summary>
    public async Task WaitUntilAsync(Func<bool> condition, int more)
    {
        var waiting = Stopwatch.StartNew();
        int? from = null;
        while (from is null || Used < from + more)
        {
            if (from is null && condition())
            {
                from = Used;
            }

            Assert.True(
                waiting.Elapsed < TimeSpan.FromSeconds(30),
                $"After 30 seconds {Used} URLs have been used: {string.Join(Environment.NewLine, _failures.Take(3))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _users;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task UseAsync(int user)
    {
        for (var i = user; !_stop.IsCancellationRequested; i++)
        {
            try
            {
                await UseOnceAsync(i);
                Interlocked.Increment(ref _used);
            }
#pragma warning disable CA1031 // The test asserts that there are no failures of any kind.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failures.Enqueue(exception.Message);
            }
        }
    }

    private async Task UseOnceAsync(int turn)
    {
        switch (turn % 3)
        {
            case 0:
                var url = await issuer.IssueDownloadUrlAsync(readable);
                _firstUrls.TryAdd(url.RevealUrl().Split("X-Amz-Credential=")[1].Split("%2F")[0], url);
                await Browser.AssertStoredAsync(await store.SendAsync(url));
                break;
            case 1:
                var put = await issuer.OpenAsync(Browser.Put, StoredObject.Video);
                await Browser.AssertStoredAsync(await store.SendAsync(put.Request!, StoredObject.Video));
                break;
            default:
                var form = await issuer.OpenAsync(Browser.Form, StoredObject.Video);
                await Browser.AssertStoredAsync(await store.PostAsync(form.Request!, StoredObject.Video));
                break;
        }
    }
}
