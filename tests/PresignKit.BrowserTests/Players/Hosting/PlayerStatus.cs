using System.Text.Json;

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>What a page has seen of its player.</summary>
internal sealed record PlayerStatus
{
    /// <summary>The position in the film, in seconds.</summary>
    public double Position { get; init; }

    public bool Paused { get; init; }

    public bool Ended { get; init; }

    /// <summary>How often the element began to load after the first time.</summary>
    public int Reloads { get; init; }

    /// <summary>How often playback stood still for more than a second.</summary>
    public int Stops { get; init; }

    /// <summary>The longest time for which playback stood still, in milliseconds.</summary>
    public double LongestStop { get; init; }

    /// <summary>How often keepPlaying had fresh URLs.</summary>
    public int Renewals { get; init; }

    /// <summary>The codes with which it stopped.</summary>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>What the player reported as an error.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this);
}
