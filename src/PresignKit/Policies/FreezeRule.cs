namespace PresignKit;

/// <summary>
/// Whether completion freezes a verified upload: copies it to a key that no slot can write, verifies the copy, and deletes the
/// object that the slot wrote. What was verified can then no longer change, however long the slot remains valid.
/// </summary>
public enum FreezeRule
{
    /// <summary>
    /// Uploads of policies with <see cref="UploadPolicyOptions.WriteOnce"/> that the store itself does not enforce: form uploads, and
    /// uploads to stores that cannot refuse a second PUT.
    /// </summary>
    WhereNeeded,

    /// <summary>Every upload.</summary>
    Always,

    /// <summary>No upload: a write-once policy then needs a store and a transport that enforce it.</summary>
    Never,
}
