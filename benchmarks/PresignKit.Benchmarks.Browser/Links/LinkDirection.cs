namespace PresignKit.Benchmarks.Browser.Links;

internal enum LinkDirection
{
    /// <summary>From the browser.</summary>
    Up,

    /// <summary>To the browser.</summary>
    Down,
}
