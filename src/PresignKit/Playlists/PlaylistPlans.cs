using System.Collections.Concurrent;

namespace PresignKit.Playlists;

/// <summary>Keeps a few plans for reuse.</summary>
internal sealed class PlaylistPlans
{
    // Enough for a day in segments of 4 seconds. A rare larger one is not kept.
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly ConcurrentQueue<PlaylistPlan> _spare = [];

    public PlaylistPlan Rent() => _spare.TryDequeue(out var plan) ? plan : new();

    public void Return(PlaylistPlan plan)
    {
        if (plan.Capacity <= LargestKept && _spare.Count < Environment.ProcessorCount)
        {
            plan.Clear();
            _spare.Enqueue(plan);
        }
    }
}
