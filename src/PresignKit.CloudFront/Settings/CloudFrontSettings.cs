using PresignKit.CloudFront.Keys;

namespace PresignKit.CloudFront.Settings;

/// <summary>The settings of a distribution in force: validated, immutable.</summary>
internal sealed record CloudFrontSettings
{
    public required string Name { get; init; }

    /// <summary>The store whose bucket is the origin.</summary>
    public required string Origin { get; init; }

    /// <summary>Scheme, host, and port, with a slash at the end.</summary>
    public required string Root { get; init; }

    /// <summary>The beginning of all keys, which is no part of addresses; or empty.</summary>
    public required string OriginPath { get; init; }

    public required bool ForwardsResponseHeaders { get; init; }

    public required string? CookieDomain { get; init; }

    public required CloudFrontSameSite CookieSameSite { get; init; }

    /// <summary>The keys at the start. Others may have replaced them since.</summary>
    public required KeySet Keys { get; init; }
}
