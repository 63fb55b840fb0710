namespace PresignKit.Completion.FileFormats;

/// <summary>Returns whether a file that starts with these bytes is in a content format.</summary>
internal delegate bool StartTest(ReadOnlySpan<byte> start);

/// <summary>A content format that can be recognized by a file's first bytes.</summary>
/// <param name="Name">What such a file is, with an article if it has one, for messages.</param>
/// <param name="Matches">The test.</param>
internal sealed record Format(string Name, StartTest Matches)
{
    public static Format Starting(string name, params byte[][] magics) => new(name, start =>
    {
        foreach (var magic in magics)
        {
            if (start.StartsWith(magic))
            {
                return true;
            }
        }

        return false;
    });
}
