namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>The rows, in the order of the report.</summary>
internal static class AllRows
{
    public static IReadOnlyList<IRow> List { get; } =
    [
        new FetchRow("fetch-loopback", shape: null, "this machine", hash: false, reach: 0.90),
        new FetchRow("fetch-200", LinkShapes.Mbit200, "200 Mbit/s", hash: true, reach: 0.95),
        new PeersRow("peers-delay", LinkShapes.Delay100, "100 ms round trip", sizes => sizes.Fast, reach: 3),
        new PeersRow("peers-50", LinkShapes.Mbit50, "100 ms round trip, 50 Mbit/s", sizes => sizes.Slow, reach: 1.15),
        new LanesRow("lanes-loopback", shape: null, "this machine", sizes => sizes.Fetch),
        new LanesRow("lanes-50", LinkShapes.Mbit50, "50 Mbit/s, 100 ms round trip", sizes => sizes.Slow),
        new LanesRow("lanes-5", LinkShapes.Mbit5, "5 Mbit/s, 300 ms round trip, stalls", sizes => sizes.Stalled),
        new FirstByteRow(resumed: false),
        new FirstByteRow(resumed: true),
        new SigningRow(),
        new FlipsRow(),
        new MemoryRow(),
    ];
}
