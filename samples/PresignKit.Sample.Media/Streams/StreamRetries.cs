namespace PresignKit.Sample.Media.Streams;

/// <summary>
/// When a stream that was not made is tried again: after a minute, and after twice as long each time, up to an hour. After about a day, it is given up. It is not
/// kept: after a restart, everything is tried at once.
/// </summary>
internal sealed class StreamRetries(TimeProvider time)
{
    /// <summary>The most tries for one video.</summary>
    public const int MostTries = 30;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (int Tries, DateTimeOffset Next)> _failed = [];

    /// <summary>How long nothing is to be tried again, unless something else is uploaded.</summary>
    public TimeSpan UntilNext =>
        _failed.Count == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(0, (_failed.Values.Min(failed => failed.Next) - time.GetUtcNow()).Ticks));

    /// <summary>The videos whose time has not come.</summary>
    public string[] FindEarly()
    {
        var now = time.GetUtcNow();
        return [.. _failed.Where(failed => failed.Value.Next > now).Select(failed => failed.Key)];
    }

    /// <summary>Whether a video has been tried often enough.</summary>
    public bool IsOver(string id) => _failed.TryGetValue(id, out var failed) && failed.Tries >= MostTries;

    /// <summary>Records that a try has failed.</summary>
    /// <returns>How long to wait.</returns>
    public TimeSpan Fail(string id)
    {
        var tries = _failed.GetValueOrDefault(id).Tries + 1;
        var wait = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(tries - 1, 10)));
        _failed[id] = (tries, time.GetUtcNow() + wait);
        return wait;
    }

    /// <summary>Forgets a video that need not be tried again.</summary>
    public void Forget(string id) => _failed.Remove(id);

    /// <summary>Forgets all other videos.</summary>
    public void Keep(IReadOnlyCollection<string> ids)
    {
        foreach (var id in _failed.Keys.Except(ids).ToArray())
        {
            _failed.Remove(id);
        }
    }
}
