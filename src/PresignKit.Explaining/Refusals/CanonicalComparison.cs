using System.Text;

namespace PresignKit.Explaining;

/// <summary>
/// Two canonical requests, line by line: what the store computed its signature over, and what was sent or signed. Where they differ is
/// where the request was changed.
/// </summary>
/// <param name="LeftSource">Where the left side comes from.</param>
/// <param name="RightSource">Where the right side comes from.</param>
/// <param name="Lines">All lines, in the order of a canonical request.</param>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1.</remarks>
public sealed record CanonicalComparison(CanonicalSource LeftSource, CanonicalSource RightSource, IReadOnlyList<CanonicalLine> Lines)
{
    /// <summary>The lines that differ.</summary>
    public IEnumerable<CanonicalLine> Differences => Lines.Where(line => !line.IsSame);

    /// <summary>Lines that are the same after two spaces, the others as <c>-</c> (left) and <c>+</c> (right).</summary>
    /// <returns>Text to show; no secret, no token, no signature.</returns>
    public override string ToString()
    {
        var text = new StringBuilder($"- {Name(LeftSource)}\n+ {Name(RightSource)}\n");
        foreach (var line in Lines)
        {
            if (line.IsSame)
            {
                text.Append($"  {line.Part}: {line.Left}\n");
                continue;
            }

            if (line.Left is not null)
            {
                text.Append($"- {line.Part}: {line.Left}\n");
            }

            if (line.Right is not null)
            {
                text.Append($"+ {line.Part}: {line.Right}\n");
            }
        }

        return text.ToString();
    }

    private static string Name(CanonicalSource source) => source switch
    {
        CanonicalSource.StoreAnswer => "what the store received",
        CanonicalSource.Proof => "what was signed",
        _ => "what was sent, as described",
    };
}
