namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>How much each row sends, and how often.</summary>
internal sealed record Sizes
{
    private const long MiB = 1024 * 1024;

    /// <summary>The figures that count: about three hours on a quiet machine.</summary>
    public static Sizes Full { get; } = new()
    {
        Pairs = 7,
        Fetch = 1024 * MiB,
        Fast = 256 * MiB,
        Slow = 64 * MiB,
        Stalled = 40 * MiB,
        Huge = 10 * 1024 * MiB,
        SentBeforeReload = 1024 * MiB,
        Tries = 50,
    };

    /// <summary>Everything once, to see that it works: a few minutes.</summary>
    public static Sizes Quick { get; } = new()
    {
        Pairs = 2,
        Fetch = 96 * MiB,
        Fast = 40 * MiB,
        Slow = 15 * MiB,
        Stalled = 10 * MiB,
        Huge = 10 * 1024 * MiB,
        SentBeforeReload = 256 * MiB,
        Tries = 3,
    };

    public required int Pairs { get; init; }

    /// <summary>Against fetch, for memory, and for lanes without a shaped link.</summary>
    public required long Fetch { get; init; }

    /// <summary>Against other clients, and a link without a rate.</summary>
    public required long Fast { get; init; }

    /// <summary>On a link of 50 Mbit/s.</summary>
    public required long Slow { get; init; }

    /// <summary>On a link of 5 Mbit/s with stalls.</summary>
    public required long Stalled { get; init; }

    /// <summary>The file whose first byte counts.</summary>
    public required long Huge { get; init; }

    /// <summary>How much of it is there when the page is reloaded.</summary>
    public required long SentBeforeReload { get; init; }

    /// <summary>Flipped bits.</summary>
    public required int Tries { get; init; }
}
