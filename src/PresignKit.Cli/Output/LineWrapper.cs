namespace PresignKit.Cli.Output;

/// <summary>Breaks text at spaces.</summary>
internal static class LineWrapper
{
    /// <summary>With fewer columns, wrapped lines are harder to read than long ones.</summary>
    private const int Narrowest = 30;

    /// <param name="text">One line.</param>
    /// <param name="width">The number of columns; if there are too few, or if the output is not a terminal, the text is not wrapped.</param>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        if (width < Narrowest)
        {
            return [text];
        }

        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
            }
        }

        return lines;
    }
}
