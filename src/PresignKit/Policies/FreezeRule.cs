namespace PresignKit;

/// <summary>
/// Whether completion freezes a verified upload: copies it to a key that no slot can write, verifies the copy, and deletes the
/// object that the slot wrote. What was verified then stays what it was, however long the slot lives.
/// </summary>
public enum FreezeRule
{
    /// <summary>
    /// Where <see cref="WriteOnceRule.Required"/> is not kept by the store itself: form uploads, and stores that cannot refuse a
    /// second PUT.
    /// </summary>
    WhereNeeded,

    /// <summary>Every upload.</summary>
    Always,

    /// <summary>None: a write-once policy then needs a store and a transport that keep it.</summary>
    Never,
}
