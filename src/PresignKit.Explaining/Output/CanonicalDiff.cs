using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

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
            [.. Lines(left, right, left == described || right == described ? Unknown(request) : []).Select(line => Hide(line, redaction))]);
    }

    private static IEnumerable<CanonicalLine> Lines(CanonicalText left, CanonicalText right, HashSet<string> unknown)
    {
        var (leftQuery, rightQuery) = (Values(left.Query), Values(right.Query));
        var query = leftQuery.Keys.Union(rightQuery.Keys).Order(StringComparer.Ordinal)
            .Select(name => Line($"query {name}", leftQuery.GetValueOrDefault(name), rightQuery.GetValueOrDefault(name)));
        var (leftHeaders, rightHeaders) = (Values(left.Headers), Values(right.Headers));
        var headers = leftHeaders.Keys.Union(rightHeaders.Keys).Where(name => !unknown.Contains(name)).Order(StringComparer.Ordinal)
            .Select(name => Line($"header {name}", leftHeaders.GetValueOrDefault(name), rightHeaders.GetValueOrDefault(name)));
        return
        [
            Line("method", left.Method, right.Method),
            Line("path", left.Path, right.Path),
            .. Most(query),
            .. Most(headers),
            Line("signed headers", left.SignedHeaders, right.SignedHeaders),
            Line("payload hash", left.PayloadHash, right.PayloadHash),
        ];
    }

    // Of very many lines, only those that differ, and not all of them.
    private static IEnumerable<CanonicalLine> Most(IEnumerable<CanonicalLine> lines)
    {
        var all = lines.ToList();
        return all.Count <= Limits.MostLines ? all : all.Where(line => !line.IsSame).Take(Limits.MostLines);
    }

    // The value of a signed header that was not supplied is unknown, not different.
    private static HashSet<string> Unknown(RefusedRequest request) =>
    [
        .. request.Presign.SignedHeaders
            .Where(name => request.SentValue(name) is null && (!request.HasHeaders || name == "content-length")),
    ];

    private static CanonicalLine Line(string part, string? left, string? right) => new(part, left, right, left == right);

    private static Dictionary<string, string> Values(IReadOnlyList<QueryParameter> query) => query
        .GroupBy(parameter => parameter.RawName, parameter => parameter.RawValue)
        .ToDictionary(group => group.Key, group => string.Join(", ", group));

    private static Dictionary<string, string> Values(IReadOnlyList<NameValue> headers) => headers
        .DistinctBy(header => header.Name)
        .ToDictionary(header => header.Name, header => header.Value);

    private static CanonicalLine Hide(CanonicalLine line, Redaction redaction)
    {
        if (SecretNames.Contain(line.Part))
        {
            // A value whose equals sign was encoded is part of the name.
            return line with
            {
                Part = redaction.Apply(MovedQuery.BareName(line.Part)),
                Left = line.Left is null ? null : SecretNames.Mark,
                Right = line.Right is null ? null : SecretNames.Mark,
            };
        }

        var isPath = line.Part == "path";
        return line with { Part = redaction.Apply(line.Part), Left = Show(line.Left, isPath, redaction), Right = Show(line.Right, isPath, redaction) };
    }

    private static string? Show(string? value, bool isPath, Redaction redaction) =>
        value is null ? null
        : isPath && MovedQuery.Cut(value) is var cut && cut.Length < value.Length ? redaction.Apply(cut) + "..."
        : redaction.Apply(value);
}
