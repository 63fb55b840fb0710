namespace PresignKit.Benchmarks.Ratios;

/// <summary>What a row signs; a ratio is only ever taken between rows of the same kind.</summary>
internal enum OperationKind
{
    Get,
    Put,
    Post,

    /// <summary>A variant that is compared with no peer.</summary>
    Other,
}
