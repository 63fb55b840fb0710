namespace PresignKit.S3.Settings;

/// <summary>Finds a setting in one of AWS's shared files.</summary>
/// <remarks>AWS SDKs and Tools Reference Guide, "Shared config and credentials files", "Format of the config file".</remarks>
internal static class AwsSharedFile
{
    /// <param name="text">The file.</param>
    /// <param name="section">The section: <c>default</c>, <c>profile NAME</c>, <c>services NAME</c>.</param>
    /// <param name="key">The setting; below an indented one: <c>s3:endpoint_url</c>.</param>
    /// <returns>The value; null if it is missing or empty.</returns>
    public static string? Find(string text, string section, string key)
    {
        var (isInside, parent, found) = (false, "", (string?)null);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            var content = WithoutComment(line);
            if (content.Length == 0)
            {
                continue;
            }

            if (content.StartsWith('[') && content.Contains(']', StringComparison.Ordinal))
            {
                var name = content[1..content.IndexOf(']', StringComparison.Ordinal)];
                isInside = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) == section;
                parent = "";
            }
            else if (isInside && content.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
            {
                var isNested = char.IsWhiteSpace(line[0]) && parent.Length > 0;
                var name = content[..equals].TrimEnd();
                var value = content[(equals + 1)..].TrimStart();
                if (!isNested)
                {
                    parent = value.Length == 0 ? name : "";
                }

                if (value.Length > 0 && key.Equals(isNested ? $"{parent}:{name}" : name, StringComparison.OrdinalIgnoreCase))
                {
                    found = value;
                }
            }
        }

        return found;
    }

    private static string WithoutComment(string line)
    {
        var content = line.Trim();
        if (content.StartsWith('#') || content.StartsWith(';'))
        {
            return "";
        }

        foreach (var mark in new[] { " #", " ;", "\t#", "\t;" })
        {
            if (content.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0)
            {
                content = content[..at].TrimEnd();
            }
        }

        return content;
    }
}
