using System.Collections.Immutable;
using PresignKit.Issuing;
using PresignKit.Keys;

namespace PresignKit.Administration;

/// <summary>The folders that uploads go to, as far as the key templates determine them.</summary>
internal static class UploadPrefixes
{
    public static ImmutableArray<string> Of(string storeName, PolicyCatalog policies) =>
    [
        .. policies.UploadPolicies.Where(p => p.StoreName == storeName).Select(p => Folder(p.Key))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The start of every key up to its last slash. What follows is the beginning of a name, and permissions are granted for folders.</summary>
    public static string Folder(KeyTemplate template)
    {
        var start = Start(template);
        return start[..(start.LastIndexOf('/') + 1)];
    }

    /// <summary>The text before the first token, with which every key begins.</summary>
    public static string Start(KeyTemplate template) => template.LiteralStart;
}
