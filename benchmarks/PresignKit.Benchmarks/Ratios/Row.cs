namespace PresignKit.Benchmarks.Ratios;

/// <summary>One row of the table: an operation that answers a number made from its result, so that nothing is optimized away.</summary>
/// <param name="Name">The row's name, as in the JSON report.</param>
/// <param name="Kind">What it signs.</param>
/// <param name="Operation">Signs. It is called with 0, 1, 2, ... to choose the key by.</param>
internal sealed record Row(string Name, OperationKind Kind, Func<int, int> Operation)
{
    /// <summary>How many URLs one call signs.</summary>
    /// <value>One.</value>
    public int Urls { get; init; } = 1;

    /// <summary>On how many threads at once it runs: one, or two beside a run on one.</summary>
    /// <value>One.</value>
    public int Threads { get; init; } = 1;

    /// <summary>How many bytes a URL's string takes in memory, as a mean; null where the result is none.</summary>
    /// <value>Null.</value>
    public double? ResultBytes { get; init; }

    /// <summary>How many bytes SHA-256 compresses for a URL, as a mean; null where that is not told.</summary>
    /// <value>Null.</value>
    public double? HashedBytes { get; init; }

    /// <summary>What a string of so many characters takes: header, method table, length, characters and their end, in steps of 8.</summary>
    public static int StringBytes(int length) => (22 + 2 * length + 7) & ~7;
}
