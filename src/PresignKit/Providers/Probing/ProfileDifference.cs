namespace PresignKit;

/// <summary>How a profile differs from what was measured.</summary>
public enum ProfileDifference
{
    /// <summary>It does not, or nothing was measured.</summary>
    None,

    /// <summary>The profile says Yes and the store does not keep it: guarantees are reported that nobody keeps.</summary>
    PromisesTooMuch,

    /// <summary>The profile says No or Unknown and the store keeps it: guarantees are forgone that could be had.</summary>
    PromisesTooLittle,
}
