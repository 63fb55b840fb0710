namespace PresignKit.Providers;

/// <summary>
/// Measures what a store enforces: signs requests, sends them both as signed and altered, and removes everything that it wrote, even
/// if it is canceled or fails. Providers implement it; applications call <see cref="IStoreSetup.ProbeAsync"/>.
/// </summary>
public interface IStoreProbe
{
    /// <summary>Measures the store. No request touches an object that the probe has not written itself.</summary>
    /// <param name="usage">What the application uses the store for: where upload-only credentials may write.</param>
    /// <param name="progress">Reports progress before each group of attempts; null: no progress is reported.</param>
    /// <param name="cancellationToken">Stops further attempts; what was written is removed anyway.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="StoreException">
    /// Nothing can be measured: the store cannot be reached, does not know the credentials or the bucket, its clock is wrong, or the
    /// credentials are not permitted to write. The message says what to change, and what could not be removed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The probe was canceled; the message says what could not be removed, if anything.</exception>
    Task<ProbeReport> ProbeAsync(StoreUsage usage, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken);
}
