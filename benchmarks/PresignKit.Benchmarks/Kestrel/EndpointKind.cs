namespace PresignKit.Benchmarks.Kestrel;

/// <summary>What an endpoint returns; only endpoints of the same kind are compared.</summary>
internal enum EndpointKind
{
    /// <summary>One URL.</summary>
    Url,

    /// <summary>An HLS playlist of 1,500 segments.</summary>
    Playlist,

    /// <summary>An HLS playlist of 1,500 segments that is read from a store in memory.</summary>
    Stored,
}
