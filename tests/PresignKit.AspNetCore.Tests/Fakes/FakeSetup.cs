
namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>A store setup that returns the findings of a test and counts the calls.</summary>
internal sealed class FakeSetup(string store) : IStoreSetup
{
    private int _checks;

    public string Store => store;

    public int Checks => _checks;

    public Func<Task<IReadOnlyList<StoreFinding>>> Finds { get; set; } = static () => Task.FromResult<IReadOnlyList<StoreFinding>>([]);

    public async ValueTask<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _checks);
        return await Finds();
    }

    public ValueTask<CorsRequirement> GetCorsRequirementAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<SetupOutcome> EnsureCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<SetupOutcome> CompareCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<SetupOutcome> EnsureBucketPolicyAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SetupOutcome> CompareBucketPolicyAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SetupOutcome> EnsureLifecycleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SetupOutcome> CompareLifecycleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ProbeReport> ProbeAsync(IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();
}
