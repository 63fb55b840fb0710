namespace PresignKit.Manifests;

/// <summary>A piece of a signed MPD.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Where its text is: in the MPD, or in the text that was made.</param>
/// <param name="Count">How often it is there.</param>
internal readonly record struct ManifestPiece(PieceKind Kind, TextRange Text, int Count);
