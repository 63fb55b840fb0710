namespace PresignKit.Benchmarks.Ratios;

/// <summary>What a row signs; a ratio is only ever taken between rows of the same kind.</summary>
internal enum OperationKind
{
    Get,
    Put,
    Post,
}

/// <summary>One row of the table: an operation on a key that answers a number made from its result, so that nothing is optimized away.</summary>
/// <param name="Name">The row's name, as in the JSON report.</param>
/// <param name="Kind">What it signs.</param>
/// <param name="Operation">Signs for the key.</param>
internal sealed record Row(string Name, OperationKind Kind, Func<string, int> Operation);
