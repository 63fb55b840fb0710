namespace PresignKit.Playlists;

/// <summary>An address in the text of a playlist.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Object">The object that it names; null for media, which are in a list of their own.</param>
internal readonly record struct UriPlace(int Start, int Length, int Line, UriKind Kind, ObjectKey? Object)
{
    public int End => Start + Length;
}
