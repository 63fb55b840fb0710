namespace PresignKit.Completion;

/// <summary>Completes slots of one kind: verifies, cleans up after acceptance, and discards.</summary>
/// <remarks>No decision rests on memory: whether a slot has ended is read from the store each time.</remarks>
internal abstract class SlotCompletion
{
    /// <summary>Finds what came through the slot, ends the right to write it, and judges it.</summary>
    public abstract Task<UploadVerification> VerifyAsync(CancellationToken cancellationToken);

    /// <summary>The object that an earlier verification ended the slot with; null: there is none, or it no longer exists.</summary>
    public abstract Task<UploadVerification?> FindResultAsync(CancellationToken cancellationToken);

    /// <summary>Whether completion of this slot can have returned the key.</summary>
    public abstract bool IsResult(ObjectKey key);

    /// <summary>Deletes what else the slot wrote or completion copied, but not the accepted object.</summary>
    public abstract Task SettleAsync(ObjectKey accepted, CancellationToken cancellationToken);

    /// <summary>Ends the slot on behalf of its holder, unless it has been completed. Returns false if it has.</summary>
    public abstract Task<bool> AbortAsync(CancellationToken cancellationToken);

    /// <summary>Deletes what the slot wrote.</summary>
    public abstract Task DiscardAsync(UploadVerification? verification, CancellationToken cancellationToken);
}
