namespace PresignKit;

/// <summary>When sweeps run by themselves, and what they may do: from code, or from <c>PresignKit:Sweeping</c>.</summary>
public sealed class SweepingOptions
{
    /// <summary>Whether anything is deleted, or completed on behalf of clients.</summary>
    /// <value>False: dry runs, whose results are logged.</value>
    public bool Delete { get; set; }

    /// <summary>The time from the end of a sweep of a store to the beginning of the next one: 1 minute to 30 days.</summary>
    /// <value>6 hours.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// The longest random time that each wait is extended by, so that instances that start together do not sweep together: zero to 1 day.
    /// </summary>
    /// <value>10 minutes.</value>
    public TimeSpan Jitter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary><see cref="SweepRequest.Grace"/> of each sweep: 24 hours to 30 days.</summary>
    /// <value>24 hours.</value>
    public TimeSpan Grace { get; set; } = SweepRequest.ShortestGrace;

    /// <summary><see cref="SweepRequest.CompleteAfter"/> of each sweep: zero to 30 days.</summary>
    /// <value>1 hour.</value>
    public TimeSpan CompleteAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The stores that are swept.</summary>
    /// <value>An empty list: all that upload policies use.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> StoreNames
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>The settings in configuration that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];
}
