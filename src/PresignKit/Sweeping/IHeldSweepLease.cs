namespace PresignKit;

/// <summary>A lease that this instance holds until it is disposed of.</summary>
public interface IHeldSweepLease : IAsyncDisposable
{
    /// <summary>When any instance last finished a sweep of the store.</summary>
    /// <value>Null: unknown, or never.</value>
    DateTimeOffset? LastSweptAt { get; }

    /// <summary>Is canceled if the lease is lost, because it could not be renewed in time.</summary>
    CancellationToken Lost { get; }

    /// <summary>Records that the sweep is finished, for the instance that acquires the lease next.</summary>
    /// <param name="sweptAt">When it finished.</param>
    void MarkSwept(DateTimeOffset sweptAt);
}
