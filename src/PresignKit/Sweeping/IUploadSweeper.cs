namespace PresignKit;

/// <summary>
/// Finds what uploads have left behind at a store, and deletes it: uploads that were never completed, objects that were never accepted, copies that
/// completion made and nobody needs, and the records of slots that ended long ago. It replaces the lifecycle rules of
/// <see cref="IStoreSetup.EnsureLifecycleAsync"/> where a store has none, and finds what these must leave alone.
/// </summary>
/// <remarks>Several sweeps at once, also of other instances, do no harm: each finds that the other has deleted something.</remarks>
public interface IUploadSweeper
{
    /// <summary>Sweeps one store. Without <see cref="SweepRequest.Delete"/>, nothing is changed, and the report says what would be deleted.</summary>
    /// <param name="storeName">The store.</param>
    /// <param name="request">What the sweep may do; null: a dry run.</param>
    /// <param name="progress">Is told about the progress; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the sweep. What has been deleted until then stays deleted.</param>
    /// <returns>
    /// What was deleted, and what was kept and why. A failure at one object does not end the sweep; <see cref="SweepReport.Notes"/> says whether
    /// something could not be listed.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="storeName"/> is null.</exception>
    /// <exception cref="ArgumentException">No store of this name is registered.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="request"/> is not allowed.</exception>
    Task<SweepReport> SweepAsync(
        string storeName, SweepRequest? request = null, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default);
}
