namespace PresignKit;

/// <summary>What a sweep has found and done.</summary>
public sealed record SweepReport
{
    /// <summary>The store.</summary>
    public required string StoreName { get; init; }

    /// <summary>Whether something was deleted; false: it was a dry run, and the numbers say what would have been.</summary>
    public required bool Deleted { get; init; }

    /// <summary>When the sweep began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The numbers of each kind, all four in the order of <see cref="SweptKind"/>.</summary>
    public required IReadOnlyList<SweepCount> Counts { get; init; }

    /// <summary>
    /// How many uploads were completed on behalf of clients that went away, and accepted by the application. In a dry run, how many would be
    /// tried: the application is not asked.
    /// </summary>
    /// <value>0.</value>
    public long Completed { get; init; }

    /// <summary>How many were kept for each reason of <see cref="SweepReasons"/>.</summary>
    public required IReadOnlyDictionary<string, long> KeptByReason { get; init; }

    /// <summary>What was kept: the first ones for each reason, up to <see cref="SweepRequest.MaximumListed"/>.</summary>
    public required IReadOnlyList<KeptItem> Kept { get; init; }

    /// <summary>Whether everything was listed. If not, <see cref="Notes"/> says what was not, and why.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Sentences about the whole sweep: why no objects were deleted, and what could not be listed. They contain no secret.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How many were deleted or aborted in total, or would be.</summary>
    public long Removed => Counts.Sum(count => count.Removed);

    /// <summary>The size in bytes of what was deleted or aborted, or would be.</summary>
    public long RemovedBytes => Counts.Sum(count => count.RemovedBytes);

    /// <summary>Numbers without keys.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() =>
        $"Sweep of {StoreName}{(Deleted ? "" : " (dry run)")}: {Removed} {(Deleted ? "removed" : "would be removed")} ({RemovedBytes} bytes), "
        + $"{Completed} completed, {Counts.Sum(count => count.Kept)} kept";
}
