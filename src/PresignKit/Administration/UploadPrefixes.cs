using System.Collections.Immutable;
using PresignKit.Issuing;
using PresignKit.Keys;

namespace PresignKit.Administration;

/// <summary>Where uploads go, as far as key templates fix it.</summary>
internal static class UploadPrefixes
{
    public static ImmutableArray<string> Of(string storeName, PolicyCatalog policies) =>
    [
        .. policies.UploadPolicies.Where(p => p.StoreName == storeName).Select(p => Folder(p.Key))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Up to the last slash: what follows is the beginning of a name, and not where an account is let in.</summary>
    public static string Folder(KeyTemplate template)
    {
        var start = Start(template);
        return start[..(start.LastIndexOf('/') + 1)];
    }

    /// <summary>What every key begins with: the text before the first token.</summary>
    public static string Start(KeyTemplate template) =>
        template.Parts[0] is { Kind: KeyTemplatePartKind.Literal, Text: var text } ? text : "";
}
