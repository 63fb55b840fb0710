namespace PresignKit.Benchmarks.Ratios;

/// <summary>One row of the table: an operation that returns a number computed from its result, so that nothing is optimized away.</summary>
/// <param name="Name">The row's name, as in the JSON report.</param>
/// <param name="Kind">What it signs.</param>
/// <param name="Operation">Signs. It is called with 0, 1, 2, ..., which select the key.</param>
internal sealed record Row(string Name, OperationKind Kind, Func<int, int> Operation)
{
    /// <summary>The number of URLs that one call signs.</summary>
    /// <value>Default: 1.</value>
    public int Urls { get; init; } = 1;

    /// <summary>The number of threads on which it runs at once: one, or two in addition to a run on one.</summary>
    /// <value>Default: 1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>The mean number of bytes of a URL string in memory; null if the result is not a string.</summary>
    /// <value>Default: null.</value>
    public double? ResultBytes { get; init; }

    /// <summary>The mean number of bytes that SHA-256 compresses for a URL; null if unknown.</summary>
    /// <value>Default: null.</value>
    public double? HashedBytes { get; init; }

    /// <summary>The size of a string: header, method table, length, characters, and terminator, rounded up to 8 bytes.</summary>
    public static int StringBytes(int length) => (22 + 2 * length + 7) & ~7;
}
