using System.Collections.ObjectModel;

namespace PresignKit.AspNetCore;

/// <summary>Names and texts that an application passes in.</summary>
internal static class NamedTexts
{
    /// <summary>A copy that the caller cannot change after it has been checked.</summary>
    public static IReadOnlyDictionary<string, string> Copy(IReadOnlyDictionary<string, string>? texts) => texts is null or { Count: 0 }
        ? ReadOnlyDictionary<string, string>.Empty
        : new ReadOnlyDictionary<string, string>(new Dictionary<string, string>(texts, StringComparer.Ordinal));

    /// <summary>The names alone, for a log: the texts may be personal.</summary>
    public static string Names(IReadOnlyDictionary<string, string> texts) => $"[{string.Join(", ", texts.Keys)}]";
}
