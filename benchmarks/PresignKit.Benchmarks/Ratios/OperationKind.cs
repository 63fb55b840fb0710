namespace PresignKit.Benchmarks.Ratios;

/// <summary>What a row signs; ratios are computed only between rows of the same kind.</summary>
internal enum OperationKind
{
    Get,
    Put,
    Post,
    Part,

    /// <summary>A playlist that is read, checked, and written with signed URLs.</summary>
    Playlist,

    /// <summary>A variant that is not compared with a peer.</summary>
    Other,
}
