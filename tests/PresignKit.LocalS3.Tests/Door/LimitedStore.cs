using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>A store with limits of a test.</summary>
internal sealed class LimitedStore : IAsyncDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-door-" + Path.GetRandomFileName());
    private readonly HttpClient _http = new();
    private LocalS3Server _server = null!;

    public string Endpoint => _server.Endpoint;

    public SignedRequests Sign { get; private set; } = null!;

    public int BodyCount => Directory.GetFiles(Path.Combine(_directory, "bodies")).Length;

    public static async Task<LimitedStore> StartAsync(DoorLimits limits, TimeProvider? time = null)
    {
        var store = new LimitedStore();
        var clock = time ?? TimeProvider.System;
        store._server = await LocalS3Server.StartCheckedAsync(
            StoreFixture.Options(store._directory), clock, NullLoggerFactory.Instance, TestContext.Current.CancellationToken, limits);
        store.Sign = new SignedRequests(store.Endpoint, store._http, clock);
        return store;
    }

    /// <summary>Waits until a body is being received.</summary>
    public async Task WaitForBodyAsync()
    {
        for (var waited = 0; BodyCount == 0; waited++)
        {
            Assert.True(waited < 6_000, "The store does not receive the body.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}

internal static class Clocks
{
    /// <summary>Advances until the task has ended: a timer that the server starts only now fires at the next advance.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider clock, Task task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            clock.Advance(step);
            await Task.WhenAny(task, Task.Delay(50, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
