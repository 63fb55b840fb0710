namespace PresignKit;

/// <summary>
/// What the application knows about uploads, for sweeps. Register it with <c>AddUploadCatalog</c>. Without one, a sweep deletes no objects.
/// </summary>
public interface IUploadCatalog
{
    /// <summary>
    /// Finds which of these objects, or of the slots that they came through, the application has on record. Look up both columns:
    /// <c>WHERE object_key IN (keys) OR slot_key IN (slot keys)</c>. An object is deleted only if its key is in no entry. So return what must
    /// stay for any reason, such as uploads whose acceptance is not final. Entries that match nothing do no harm.
    /// </summary>
    /// <remarks>
    /// Read from the database that acceptance writes to, and not from a replica or a cache. It is called once for many objects, and once more for each
    /// object immediately before it is deleted. If it throws, the objects are kept.
    /// </remarks>
    /// <param name="objects">The objects: 1 to 200, all of one store.</param>
    /// <param name="cancellationToken">Cancels the sweep.</param>
    /// <returns>The entries, in any order.</returns>
    Task<IReadOnlyCollection<CatalogedUpload>> FindAsync(IReadOnlyCollection<SweptObject> objects, CancellationToken cancellationToken);
}
