namespace PresignKit.Manifests;

/// <summary>A part of the text of an MPD.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;
}
