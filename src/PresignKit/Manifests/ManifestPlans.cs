using System.Collections.Concurrent;

namespace PresignKit.Manifests;

/// <summary>Keeps a few plans for reuse.</summary>
internal sealed class ManifestPlans
{
    // Enough for a day in segments of 4 seconds. A rare larger one is not kept.
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly ConcurrentQueue<ManifestPlan> _spare = [];

    public ManifestPlan Rent() => _spare.TryDequeue(out var plan) ? plan : new();

    public void Return(ManifestPlan plan)
    {
        if (plan.Capacity <= LargestKept && _spare.Count < Environment.ProcessorCount)
        {
            plan.Clear();
            _spare.Enqueue(plan);
        }
    }
}
