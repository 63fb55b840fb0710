namespace PresignKit.Configuration;

/// <summary>A section of configuration that a package reads.</summary>
/// <param name="Path">Its path below the section of PresignKit: <c>Endpoints</c>, <c>Stores:media</c>.</param>
internal sealed record ClaimedSection(string Path);
