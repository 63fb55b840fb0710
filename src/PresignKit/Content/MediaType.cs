using System.Collections.Immutable;

namespace PresignKit.Content;

/// <summary>A content type as PresignKit knows it.</summary>
/// <param name="Type">Its name, which slots are for.</param>
/// <param name="Extensions">The extensions that stand for it, dots included; the first one is its own.</param>
internal sealed record MediaType(string Type, params ImmutableArray<string> Extensions)
{
    /// <summary>Other names of the type, whatever the extension.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>
    /// Names of other types that systems declare for files with these extensions. They are wrong, so for such files they only stand for this type:
    /// Windows declares <c>application/vnd.ms-excel</c> for <c>.csv</c>.
    /// </summary>
    public ImmutableArray<string> Misnomers { get; init; } = [];

    /// <summary>
    /// Names of broader types that are true of these files, too, such as <c>text/plain</c>: they stand for this type if the policy allows it,
    /// and otherwise for themselves.
    /// </summary>
    public ImmutableArray<string> Broader { get; init; } = [];

    /// <summary>
    /// Names of other types that such files can also have. The declared one counts if the policy allows it, and otherwise this one: an Ogg file
    /// with the extension <c>.ogg</c> may hold video.
    /// </summary>
    public ImmutableArray<string> Siblings { get; init; } = [];
}
