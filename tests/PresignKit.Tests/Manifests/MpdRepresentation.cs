namespace PresignKit.Tests.Manifests;

/// <summary>A representation, as <see cref="MpdParser"/> reads it.</summary>
/// <param name="Base">What addresses are relative to.</param>
/// <param name="Index">The address and the range of its index; null: it has none.</param>
/// <param name="Segments">The segments in their order.</param>
internal sealed record MpdRepresentation(string Base, string? Index, IReadOnlyList<MpdSegment> Segments);
