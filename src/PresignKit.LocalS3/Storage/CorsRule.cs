namespace PresignKit.LocalS3.Storage;

/// <summary>One rule of a bucket's CORS configuration.</summary>
internal sealed record CorsRule
{
    public string? Id { get; init; }

    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    public required IReadOnlyList<string> AllowedMethods { get; init; }

    public IReadOnlyList<string> AllowedHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    /// <summary>In seconds.</summary>
    public int? MaxAgeSeconds { get; init; }
}
