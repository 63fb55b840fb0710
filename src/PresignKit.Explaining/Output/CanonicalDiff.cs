using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Output;

/// <summary>Compares two canonical requests line by line.</summary>
internal static class CanonicalDiff
{
    /// <summary>The comparison; null if fewer than two canonical requests are known, or if they would be the same.</summary>
    public static CanonicalComparison? Of(RefusedRequest request, Redaction redaction)
    {
        var described = request.Sent is null ? null : SignatureSearch.Canonical(request.Sent);
        var proven = request.Signed is null ? null : SignatureSearch.Canonical(request.Signed);
        var received = request.Error.Canonical;
        var left = received ?? described;
        var right = proven ?? described;
        if (left is null || right is null || (received is null && (proven is null || request.IsIntact)))
        {
            return null;
        }

        return new(
            received is null ? CanonicalSource.Description : CanonicalSource.StoreAnswer,
            proven is null ? CanonicalSource.Description : CanonicalSource.Proof,
            [.. Lines(left, right).Select(line => Hide(line, redaction))]);
    }

    private static IEnumerable<CanonicalLine> Lines(CanonicalText left, CanonicalText right)
    {
        yield return Line("method", left.Method, right.Method);
        yield return Line("path", left.Path, right.Path);
        foreach (var name in left.Query.Concat(right.Query).Select(parameter => parameter.RawName).Distinct().Order(StringComparer.Ordinal))
        {
            yield return Line($"query {name}", Values(left.Query, name), Values(right.Query, name));
        }

        foreach (var name in left.Headers.Concat(right.Headers).Select(header => header.Name).Distinct().Order(StringComparer.Ordinal))
        {
            yield return Line($"header {name}", left.Header(name), right.Header(name));
        }

        yield return Line("signed headers", left.SignedHeaders, right.SignedHeaders);
        yield return Line("payload hash", left.PayloadHash, right.PayloadHash);
    }

    private static CanonicalLine Line(string part, string? left, string? right) => new(part, left, right, left == right);

    private static string? Values(IReadOnlyList<QueryParameter> query, string name)
    {
        var values = query.Where(parameter => parameter.RawName == name).Select(parameter => parameter.RawValue).ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    private static CanonicalLine Hide(CanonicalLine line, Redaction redaction) => SecretNames.Contain(line.Part)
        ? line with { Left = line.Left is null ? null : SecretNames.Mark, Right = line.Right is null ? null : SecretNames.Mark }
        : line with { Part = redaction.Apply(line.Part), Left = line.Left is null ? null : redaction.Apply(line.Left), Right = line.Right is null
            ? null
            : redaction.Apply(line.Right) };
}
