namespace PresignKit;

/// <summary>What a slot can leave behind.</summary>
public enum SweptKind
{
    /// <summary>An upload that was neither completed nor aborted, with its parts.</summary>
    OpenUpload,

    /// <summary>An object under a slot's own key.</summary>
    Upload,

    /// <summary>A copy that completion made under <see cref="UploadPolicyOptions.FrozenPrefix"/>.</summary>
    FrozenCopy,

    /// <summary>The record of how a slot ended, or the sealed token of one that is open.</summary>
    SlotRecord,
}
