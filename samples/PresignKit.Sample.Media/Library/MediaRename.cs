namespace PresignKit.Sample.Media.Library;

/// <summary>The body of PATCH /api/media/{id}.</summary>
internal sealed record MediaRename(string? Title);
