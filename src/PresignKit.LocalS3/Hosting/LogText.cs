namespace PresignKit.LocalS3.Hosting;

/// <summary>Text from clients in log lines, such as the name of a form field in an error message.</summary>
internal static class LogText
{
    private const int MaxLength = 400;

    /// <summary>Replaces control characters, so that one message cannot look like two, and shortens what is too long.</summary>
    public static string OneLine(string text)
    {
        var kept = text.Length <= MaxLength ? text : text[..MaxLength] + "...";
        return string.Create(kept.Length, kept, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
            }
        });
    }
}
