namespace PresignKit.Cli.Output;

/// <summary>Breaks text at its spaces.</summary>
internal static class Wrapping
{
    /// <summary>Below this many columns, broken lines are harder to read than long ones.</summary>
    private const int Narrowest = 30;

    /// <param name="text">One line.</param>
    /// <param name="width">How many columns there are; where that is too few, or output is no terminal, nothing is broken.</param>
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
