namespace PresignKit.Explaining.Requests;

/// <summary>
/// Signed headers whose values nobody gave. Where the request's headers are not known at all, they are filled in with what was issued, what the
/// store saw, and what such headers usually say.
/// </summary>
internal static class UnknownHeaders
{
    private const int MostCombinations = 256;

    /// <summary>The request with every combination of values; itself where nothing is unknown.</summary>
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
        // A header that is known not to have been sent is known.
        if (refused.HasHeaders && name != "content-length")
        {
            return [""];
        }

        var values = new List<string?> { refused.IssuedHeader(name), refused.Error.Canonical?.Header(name) };
        values.AddRange(HeaderCandidates.Usual(refused, name));
        return [.. values.OfType<string>().DefaultIfEmpty("").Distinct()];
    }
}
