namespace PresignKit.AspNetCore;

/// <summary>Whether a user may open one more slot: what <see cref="ISlotLedger.TryReserveAsync"/> returns.</summary>
public readonly record struct SlotReservation
{
    private SlotReservation(bool isGranted, TimeSpan retryAfter)
    {
        IsGranted = isGranted;
        RetryAfter = retryAfter;
    }

    /// <summary>The slot is reserved.</summary>
    public static SlotReservation Granted { get; } = new(isGranted: true, TimeSpan.Zero);

    /// <summary>Whether the slot is reserved.</summary>
    /// <value>False for the default value of this type.</value>
    public bool IsGranted { get; }

    /// <summary>How long to wait for the next slot.</summary>
    /// <value>Zero if the slot is reserved.</value>
    public TimeSpan RetryAfter { get; }

    /// <summary>The limit is used up.</summary>
    /// <param name="retryAfter">How long to wait for the next slot.</param>
    /// <returns>The reservation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static SlotReservation Refused(TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return new(isGranted: false, retryAfter);
    }
}
