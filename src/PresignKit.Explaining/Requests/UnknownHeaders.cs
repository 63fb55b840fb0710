namespace PresignKit.Explaining.Requests;

/// <summary>
/// Signed headers whose values are not known. If none of the request's headers are known, they are filled in with what was issued, what the store
/// received, and common values.
/// </summary>
internal static class UnknownHeaders
{
    private const int MostCombinations = 256;

    /// <summary>The request with each combination of values; unchanged if all values are known.</summary>
    public static IEnumerable<SignableRequest> Fill(RefusedRequest refused, SignableRequest request)
    {
        IEnumerable<SignableRequest> filled = [request];
        foreach (var header in request.Headers.Where(header => header.Value.Length == 0 && refused.SentValue(header.Name) is null))
        {
            var values = ValuesOf(refused, header.Name);
            filled = filled.SelectMany(one => values.Select(value => one.WithHeader(header.Name, value)));
        }

        return filled.Take(MostCombinations);
    }

    private static List<string> ValuesOf(RefusedRequest refused, string name)
    {
        // Known not to have been sent.
        if (refused.HasHeaders && name != "content-length")
        {
            return [""];
        }

        var values = new List<string?> { refused.IssuedHeader(name), refused.Error.Canonical?.Header(name) };
        values.AddRange(HeaderCandidates.Usual(refused, name));
        return [.. values.OfType<string>().DefaultIfEmpty("").Distinct()];
    }
}
