namespace PresignKit.Benchmarks.Ratios;

/// <summary>What a row signs; ratios are computed only between rows of the same kind.</summary>
internal enum OperationKind
{
    Get,
    Put,
    Post,
    Part,

    /// <summary>A variant that is not compared with a peer.</summary>
    Other,
}
