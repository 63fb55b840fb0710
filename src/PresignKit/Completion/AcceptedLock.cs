using PresignKit.Policies;

namespace PresignKit.Completion;

/// <summary>Locks what the application has accepted, and nothing else: an upload that is refused must remain deletable.</summary>
internal sealed class AcceptedLock(IObjectStore objects, LockRule? rule, TimeProvider clock)
{
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
            throw new StoreException(
                ErrorCodes.ObjectNotLocked, $"The upload is accepted, but '{key}' is not locked: {e.Message} Complete the slot again when that is mended.", e);
        }
    }
}
