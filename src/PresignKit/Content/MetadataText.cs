namespace PresignKit.Content;

/// <summary>Checks names and values of metadata: only those that arrive at a store exactly as they were signed are valid.</summary>
internal static class MetadataText
{
    /// <summary>Lowercase letters, digits, and <c>-</c>, which every HTTP library passes on unchanged.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Printable ASCII without leading, trailing, or repeated spaces, because signing trims and folds them.</summary>
    public static bool IsValue(string? value) =>
        value is not null && value.All(c => c is >= ' ' and <= '~') && value.Trim(' ') == value
        && !value.Contains("  ", StringComparison.Ordinal);
}
