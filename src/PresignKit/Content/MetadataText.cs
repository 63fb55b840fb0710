namespace PresignKit.Content;

/// <summary>Which names and values of user metadata arrive at a store as they were signed.</summary>
internal static class MetadataText
{
    /// <summary>Lower-case letters, digits and <c>-</c>: what every HTTP library passes on unchanged.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Printable ASCII without spaces at the ends or two in a row, because signing trims and folds them.</summary>
    public static bool IsValue(string? value) =>
        value is not null && value.All(c => c is >= ' ' and <= '~') && value.Trim(' ') == value
        && !value.Contains("  ", StringComparison.Ordinal);
}
