namespace PresignKit.Completion.FileFormats;

/// <summary>Whether a file that starts like this is of a format.</summary>
internal delegate bool StartTest(ReadOnlySpan<byte> start);

/// <summary>A file format that its first bytes tell.</summary>
/// <param name="Name">What such a file is, with its article, for messages.</param>
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
