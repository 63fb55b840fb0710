namespace PresignKit.SigV4.Batching;

/// <summary>What all canonical requests of a batch have in common, and all URLs.</summary>
internal readonly ref struct CommonParts
{
    /// <summary>Method and line feed, and the path up to the key.</summary>
    internal required ReadOnlySpan<byte> Head { get; init; }

    /// <summary>All of the canonical request that follows the key.</summary>
    internal required ReadOnlySpan<byte> Tail { get; init; }

    /// <summary>The same, and after it SHA-256's longest padding without the length.</summary>
    internal required ReadOnlySpan<byte> TailAndPadding { get; init; }
}
