namespace PresignKit.Sweeping;

/// <summary>What a sweep has done with a sealed token.</summary>
internal enum SealedTokenFate
{
    /// <summary>It stays, for a reason.</summary>
    Kept,

    /// <summary>Its upload was completed and accepted; in a dry run, that would have been tried.</summary>
    Completed,

    /// <summary>Its slot has ended, so it was deleted.</summary>
    Removed,

    /// <summary>Something else has deleted it.</summary>
    Gone,
}
