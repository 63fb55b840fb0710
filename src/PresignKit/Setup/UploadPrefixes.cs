using System.Collections.Immutable;
using PresignKit.Keys;
using PresignKit.Policies;

namespace PresignKit.Setup;

/// <summary>Where uploads go, as far as key templates fix it.</summary>
internal static class UploadPrefixes
{
    public static ImmutableArray<string> Of(string store, PolicyCatalog policies) =>
        [.. policies.UploadPolicies.Where(p => p.Store == store).Select(p => Folder(p.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Up to the last slash: what follows is the beginning of a name, and not where an account is let in.
    private static string Folder(KeyTemplate template) =>
        template.Parts[0] is { Kind: KeyTemplatePartKind.Literal, Text: var text } ? text[..(text.LastIndexOf('/') + 1)] : "";
}
