using System.Collections.Immutable;

namespace PresignKit.Keys;

/// <summary>
/// Refuses templates that could give two slots the same key, or two owners the same folder: a slot names one key that no other slot has.
/// </summary>
internal static class KeyTemplateUniqueness
{
    /// <exception cref="ArgumentException">The template has no <c>{id}</c>, or it joins two values so that their border is lost.</exception>
    public static void Check(string text, ImmutableArray<KeyTemplatePart> parts)
    {
        if (!parts.Any(part => part.Kind == KeyTemplatePartKind.Id))
        {
            throw new ArgumentException(
                $"The key template '{text}' has no {{id}}, so two slots could have the same key, and one user's file could be taken for another's. "
                + "Add {id}. To keep an object under a key of your own, set UploadRequest.Destination.",
                nameof(text));
        }

        // Without a slash between them, 'a' and 'bc' are the same folder as 'ab' and 'c'.
        KeyTemplatePart? before = null;
        foreach (var part in parts)
        {
            if (part.Kind == KeyTemplatePartKind.Literal && part.Text.Contains('/', StringComparison.Ordinal))
            {
                before = null;
            }
            else if (part.Kind is KeyTemplatePartKind.Value or KeyTemplatePartKind.FileName)
            {
                if (before is { } other && (other.Kind == KeyTemplatePartKind.Value || part.Kind == KeyTemplatePartKind.Value))
                {
                    throw new ArgumentException(
                        $"The key template '{text}' has {Name(other)} and {Name(part)} in one segment, so different values could yield the same one. "
                        + "Put a slash between them.",
                        nameof(text));
                }

                before = part;
            }
        }
    }

    private static string Name(KeyTemplatePart part) => part.Kind == KeyTemplatePartKind.FileName ? "{filename}" : $"{{{part.Text}}}";
}
