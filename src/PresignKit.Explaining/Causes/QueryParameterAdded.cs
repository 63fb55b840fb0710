using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A parameter that was not signed. The signature covers the whole query.</summary>
internal sealed class QueryParameterAdded : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        foreach (var change in QueryChange.Known(request))
        {
            foreach (var name in change.Added.Where(_ => !UrlEscaped.IsEscaped(request)))
            {
                yield return Found(name, change.Where);
            }
        }

        if (!request.CanSearch || request.Sent is not { } sent)
        {
            yield break;
        }

        var others = sent.Query.Where(p => !RefusedRequest.IsOfSignature(p.Name)).ToList();
        var single = others.TakeWhile(_ => request.MaySearch).FirstOrDefault(p => request.Fits(sent.WithoutParameter(p.Name))).Name;
        if (single is not null)
        {
            yield return Found(single, "since the URL was signed");
        }
        else if (others.Count > 1 && request.Fits(sent with { Query = [.. sent.Query.Where(p => RefusedRequest.IsOfSignature(p.Name))] }))
        {
            yield return Found(string.Join(", ", others.Select(p => p.Name)), "since the URL was signed");
        }
    }

    private static RefusalFinding Found(string name, string where) => Finding.Proven(
        RefusalCodes.QueryParameterAdded,
        $"The parameter {name} was added to the query {where}. The signature covers the whole query.",
        $"Send the URL as issued, without {name}: no cache buster, analytics, or default parameter of an HTTP client may be added. "
            + "Parameters for the store (response-content-disposition, versionId) must be signed with the rest.");
}
