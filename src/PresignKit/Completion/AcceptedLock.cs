using PresignKit.Policies;

namespace PresignKit.Completion;

/// <summary>Locks what the application has accepted, and nothing else: an upload that is refused must remain deletable.</summary>
internal sealed class AcceptedLock(IObjectStore objects, LockRule? rule, TimeProvider clock)
{
    /// <summary>The failure to report if another object was under the key before this slot's was locked.</summary>
    public static StoreException Missed(ObjectKey key) => new(
        ErrorCodes.ObjectNotLocked,
        $"The upload is accepted, but it is not locked: before that, it was deleted or replaced at '{key}'. Complete the slot again.");

    /// <summary>Looks for the accepted object. If the store does not answer, it is not known to be locked either.</summary>
    /// <exception cref="StoreException"><see cref="ErrorCodes.ObjectNotLocked"/>: the policy has a lock, and the store failed.</exception>
    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await objects.FindAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (rule is not null)
        {
            throw NotLocked(key, e);
        }
    }

    /// <summary>Locks a version, or makes sure that it is locked.</summary>
    /// <exception cref="StoreException"><see cref="ErrorCodes.ObjectNotLocked"/>: the store did not lock it.</exception>
    public async Task ApplyAsync(ObjectKey key, ObjectProperties found, CancellationToken cancellationToken)
    {
        if (rule?.For(found.LastModified, clock.GetUtcNow()) is not { } objectLock)
        {
            return;
        }

        try
        {
            await objects.LockAsync(key, found, objectLock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or NotSupportedException)
        {
            throw NotLocked(key, e);
        }
    }

    private static StoreException NotLocked(ObjectKey key, Exception failure) => new(
        ErrorCodes.ObjectNotLocked,
        $"The upload is accepted, but '{key}' is not locked: {failure.Message} Complete the slot again when that is fixed.",
        failure);
}
