using PresignKit.Providers;

namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>A store setup that returns the findings of a test and counts the calls.</summary>
internal sealed class FakeSetup(string storeName) : IStoreSetup
{
    private int _checks;

    public string StoreName => storeName;

    public int Checks => _checks;

    public Func<Task<IReadOnlyList<StoreFinding>>> Finds { get; set; } = static () => Task.FromResult<IReadOnlyList<StoreFinding>>([]);

    public async Task<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _checks);
        return await Finds();
    }

    public Task<SetupOutcome> EnsureCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task<SetupOutcome> CompareCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task<SetupOutcome> EnsureBucketPolicyAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SetupOutcome> CompareBucketPolicyAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SetupOutcome> EnsureLifecycleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SetupOutcome> CompareLifecycleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ProbeReport> ProbeAsync(IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();
}
