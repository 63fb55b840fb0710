using PresignKit.Benchmarks.Browser.Links;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>The links of the rows.</summary>
internal static class LinkShapes
{
    public static LinkShape Delay100 { get; } = new() { RoundTrip = TimeSpan.FromMilliseconds(100) };

    public static LinkShape Mbit200 { get; } = new() { Up = 200e6, Down = 200e6 };

    public static LinkShape Mbit50 { get; } = new() { Up = 50e6, Down = 50e6, RoundTrip = TimeSpan.FromMilliseconds(100) };

    public static LinkShape Mbit5 { get; } = new()
    {
        Up = 5e6,
        Down = 5e6,
        RoundTrip = TimeSpan.FromMilliseconds(300),
        StallEvery = TimeSpan.FromSeconds(15),
        StallFor = TimeSpan.FromSeconds(4),
    };
}
