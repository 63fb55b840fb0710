namespace PresignKit.Sample.Media.Media;

/// <summary>The body of PATCH /api/media/{id}.</summary>
internal sealed record MediaRename(string? Title);
