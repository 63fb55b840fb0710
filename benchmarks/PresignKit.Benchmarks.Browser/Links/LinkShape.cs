namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>What a link does to the bytes on it. The defaults change nothing.</summary>
internal sealed record LinkShape
{
    /// <summary>How long a byte and its acknowledgment take together. Half of it each way.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>Bits per second from the browser, over all connections; null: unlimited.</summary>
    public double? Up { get; init; }

    /// <summary>Bits per second to the browser, over all connections; null: unlimited.</summary>
    public double? Down { get; init; }

    /// <summary>The mean time between the end of a stall and the beginning of the next; zero: there are none.</summary>
    public TimeSpan StallEvery { get; init; }

    /// <summary>How long nothing moves.</summary>
    public TimeSpan StallFor { get; init; }

    /// <summary>The mean number of bytes after which a connection is reset; zero: none is.</summary>
    public long ResetEvery { get; init; }

    /// <summary>How many bytes of a connection can be under way for one round trip, which is what TCP's window limits. 4 MiB is Linux's default.</summary>
    public int Window { get; init; } = 4 * 1024 * 1024;

    /// <summary>The delay of one direction.</summary>
    public TimeSpan Delay => RoundTrip / 2;
}
