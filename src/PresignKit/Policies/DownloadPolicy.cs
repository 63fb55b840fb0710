using System.Collections.Immutable;

namespace PresignKit.Policies;

/// <summary>A download policy in force: validated, immutable, with every default filled in.</summary>
internal sealed record DownloadPolicy
{
    /// <summary>The policy's name.</summary>
    public required string Name { get; init; }

    /// <summary>How long a URL is valid.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The minimum lifetime of a URL, or null.</summary>
    public required TimeSpan? MinimumLifetime { get; init; }

    /// <summary>Whether the browser saves or shows the object if the request does not specify it.</summary>
    public required DispositionType Disposition { get; init; }

    /// <summary>Whether URLs leave all response headers to the store.</summary>
    public required bool UseStoredHeaders { get; init; }

    /// <summary>The content types that browsers may show or play.</summary>
    public required ImmutableHashSet<string> InlineContentTypes { get; init; }

    /// <summary>The caching of URLs with the policy's lifetime.</summary>
    public required DownloadCaching Caching { get; init; }

    /// <summary>The caching of URLs with a lifetime of their own.</summary>
    public required DownloadCaching CachingOfRequestedLifetime { get; init; }

    /// <summary>The caching of URLs.</summary>
    /// <param name="requested">The lifetime that the request asks for, or null.</param>
    public DownloadCaching CachingFor(TimeSpan? requested) => requested is null ? Caching : CachingOfRequestedLifetime;
}
