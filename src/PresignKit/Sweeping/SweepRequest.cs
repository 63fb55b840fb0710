namespace PresignKit;

/// <summary>What a sweep may do.</summary>
public sealed record SweepRequest
{
    /// <summary>The shortest <see cref="Grace"/>: longer than any completion that began in time can take.</summary>
    /// <value>24 hours.</value>
    public static TimeSpan ShortestGrace { get; } = TimeSpan.FromHours(24);

    /// <summary>Whether anything is deleted, or completed on behalf of clients.</summary>
    /// <value>False: a dry run, which only reports.</value>
    public bool Delete { get; init; }

    /// <summary>
    /// How long after the end of the longest slot that it can belong to something is left alone: at least <see cref="ShortestGrace"/>. After a
    /// policy's <see cref="UploadPolicyOptions.Lifetime"/> or <see cref="UploadPolicyOptions.MaximumUploadDuration"/> was shortened, slots that
    /// are open still have the longer one: add it here for that time.
    /// </summary>
    /// <value>24 hours.</value>
    public TimeSpan Grace { get; init; } = ShortestGrace;

    /// <summary>
    /// How long an upload in parts must have received nothing until it is completed on behalf of its client, if all of its parts are there
    /// (<see cref="IAbandonedUploads"/>): zero or more.
    /// </summary>
    /// <value>1 hour.</value>
    public TimeSpan CompleteAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many entries <see cref="SweepReport.Kept"/> has for each reason: 0 to 100,000. All are counted.</summary>
    /// <value>100.</value>
    public int MaximumListed { get; init; } = 100;
}
