using System.Collections.Immutable;
using PresignKit.Content;

namespace PresignKit.Policies;

/// <summary>Builds a policy's own content types by extension.</summary>
internal static class ContentTypesByExtension
{
    private const int MaximumLength = 16;

    public static ImmutableDictionary<string, string> Build(
        UploadPolicyOptions options, ImmutableDictionary<string, string> aliases, Action<string, string> flaw)
    {
        var types = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in options.ContentTypesByExtension)
        {
            // Names of environment variables usually cannot contain a dot.
            var extension = name.StartsWith('.') ? name : "." + name;
            if (!IsExtension(extension))
            {
                flaw(
                    nameof(options.ContentTypesByExtension),
                    $"contains the extension '{name}'; write a dot and 1 to {MaximumLength - 1} ASCII letters or digits, such as .dwg");
            }
            else if (MediaTypes.Normalize(text) is not { } type || text.Contains(';', StringComparison.Ordinal))
            {
                flaw(nameof(options.ContentTypesByExtension), $"maps '{name}' to '{text}', which is not a content type such as video/mp4");
            }
            else
            {
                // A type that was resolved once must resolve to itself: it is checked again on completion.
                type = MediaTypes.Canonical(type);
                types[extension.ToLowerInvariant()] = aliases.GetValueOrDefault(type, type);
            }
        }

        return types.ToImmutable();
    }

    private static bool IsExtension(string text) =>
        text.Length is > 1 and <= MaximumLength && text[0] == '.' && text.Skip(1).All(char.IsAsciiLetterOrDigit);
}
