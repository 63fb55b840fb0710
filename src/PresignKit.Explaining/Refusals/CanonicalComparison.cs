using System.Text;

namespace PresignKit.Explaining;

/// <summary>
/// Two canonical requests, line by line: the one that the store computed its signature from, and the one that was sent or signed. Their differences
/// show what was changed.
/// </summary>
/// <param name="LeftSource">The origin of the left side.</param>
/// <param name="RightSource">The origin of the right side.</param>
/// <param name="Lines">All lines, in the order of a canonical request.</param>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 1.</remarks>
public sealed record CanonicalComparison(CanonicalSource LeftSource, CanonicalSource RightSource, IReadOnlyList<CanonicalLine> Lines)
{
    /// <summary>The lines that differ.</summary>
    public IEnumerable<CanonicalLine> Differences => Lines.Where(line => !line.IsSame);

    /// <summary>The comparison as text: equal lines begin with two spaces, others with <c>-</c> (left) or <c>+</c> (right).</summary>
    /// <returns>Text without any secret, session token, or signature.</returns>
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
