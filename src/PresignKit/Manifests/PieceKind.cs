namespace PresignKit.Manifests;

/// <summary>What a piece of a signed MPD is.</summary>
internal enum PieceKind : byte
{
    /// <summary>A part of the MPD, unchanged.</summary>
    Source,

    /// <summary>Text that was made for it, as often as the count says.</summary>
    Text,

    /// <summary>As many signed URLs as the count says, each with the same text before it.</summary>
    Addresses,
}
