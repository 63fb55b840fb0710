namespace PresignKit.LocalS3.Http;

/// <summary>Entity tags: quoted in HTTP and in XML, bare in the records. Clients send both forms.</summary>
internal static class EntityTag
{
    public static string Quote(string tag) => $"\"{tag}\"";

    public static string Unquote(string tag)
    {
        var text = tag.Trim();
        return text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
    }

    /// <summary>Whether a list such as <c>"a", "b"</c> or <c>*</c> contains the tag.</summary>
    public static bool Matches(string list, string tag)
    {
        foreach (var item in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var candidate = item.StartsWith("W/", StringComparison.Ordinal) ? item[2..] : item;
            if (candidate == "*" || Unquote(candidate) == tag)
            {
                return true;
            }
        }

        return false;
    }
}
