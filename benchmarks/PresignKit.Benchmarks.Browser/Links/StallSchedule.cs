namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>When nothing moves. The same seed gives the same schedule, so that two clients meet the same stalls.</summary>
internal sealed class StallSchedule(LinkShape shape, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<TimeSpan> _beginnings = [];

    /// <summary>The moment itself, or the end of the stall that it is in. Never turns the order of two moments around.</summary>
    public TimeSpan Skip(TimeSpan moment)
    {
        if (shape.StallEvery <= TimeSpan.Zero)
        {
            return moment;
        }

        while (_beginnings.Count == 0 || _beginnings[^1] <= moment)
        {
            var previousEnd = _beginnings.Count == 0 ? TimeSpan.Zero : _beginnings[^1] + shape.StallFor;
            // From half the mean to one and a half times the mean.
            _beginnings.Add(previousEnd + shape.StallEvery * (0.5 + _random.NextDouble()));
        }

        var index = _beginnings.BinarySearch(moment);
        var begun = index >= 0 ? index : ~index - 1;
        return begun >= 0 && moment < _beginnings[begun] + shape.StallFor ? _beginnings[begun] + shape.StallFor : moment;
    }
}
