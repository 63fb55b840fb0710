namespace PresignKit.Content;

/// <summary>The extension of a file name, dot included, or empty.</summary>
internal static class FileExtension
{
    /// <summary>The extension in lowercase, without the directional marks that systems in Hebrew and Arabic append.</summary>
    public static string Of(string fileName) => Path.GetExtension(UnsafeRunes.WithoutMarks(fileName)).ToLowerInvariant();

    /// <summary>The extension, together with the <c>.tar</c> before it if there is one. A name that only begins with a dot has none.</summary>
    public static string WithCompression(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        var stem = fileName[..^extension.Length];
        return stem.Length == 0 ? ""
            : stem.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) && stem.Length > 4 ? fileName[^(extension.Length + 4)..]
            : extension;
    }
}
