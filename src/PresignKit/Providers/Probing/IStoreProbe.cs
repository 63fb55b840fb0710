namespace PresignKit.Providers;

/// <summary>
/// Measures what a store enforces, by doing it: it signs requests, sends them rightly and wrongly, and removes all it wrote, also
/// when it is cancelled or fails. Providers implement it; applications call <see cref="IStoreSetup.ProbeAsync"/>.
/// </summary>
public interface IStoreProbe
{
    /// <summary>Measures. No request touches an object that the probe has not written itself.</summary>
    /// <param name="usage">What the application makes of the store: where upload-only credentials may write.</param>
    /// <param name="progress">Told before each group of attempts; null: nobody is.</param>
    /// <param name="cancellationToken">Stops further attempts; what was written is removed all the same.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="StoreException">
    /// Nothing can be measured: the store cannot be reached, does not know the credentials or the bucket, its clock is off, or the
    /// credentials may not write. The message says what to change, and what could not be removed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the message says what could not be removed, if anything.</exception>
    Task<ProbeReport> ProbeAsync(StoreUsage usage, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken);
}
