using System.Collections.Immutable;

namespace PresignKit.Providers;

/// <summary>What a store must allow pages of other origins, so that slots and downloads work in browsers.</summary>
public sealed record CorsRequirement
{
    /// <summary>The name of the rule, if the store's rules have names. It belongs to PresignKit and to one store.</summary>
    public required string Id { get; init; }

    /// <summary>The origins of the pages.</summary>
    public required ImmutableArray<string> Origins { get; init; }

    /// <summary>The HTTP methods, in uppercase.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The request headers that browsers ask permission for, in lowercase.</summary>
    public required ImmutableArray<string> AllowedHeaders { get; init; }

    /// <summary>The response headers that pages read.</summary>
    public required ImmutableArray<string> ExposedHeaders { get; init; }

    /// <summary>How long a browser may cache the answer to a preflight request, in whole seconds.</summary>
    public required TimeSpan MaxAge { get; init; }
}
